"""The kinds of problem documents; their names are part of the API and never change."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class ProblemType:
    """A kind of problem: what it means, and what the caller can do about it."""

    name: str
    status: int
    title: Text
    meaning: Text
    remedy: Text

    @property
    def uri(self) -> str:
        return f"/api/problems/{self.name}"


INVALID_REQUEST = ProblemType(
    "invalid-request", 400, _("The request is not accepted"),
    _(
        "The host is not ours, a query parameter is unknown, given twice or not accepted, or the "
        "body cannot be read."
    ),
    _("Read “errors”: each names what is at fault and what is accepted. Correct it and ask again."),
)  # fmt: skip
NOT_SIGNED_IN = ProblemType(
    "not-signed-in", 401, _("Sign-in is needed"),
    _("The request carries no user name and password, or they are wrong."),
    _("Send them by HTTP Basic authentication, over https only."),
)  # fmt: skip
NOT_PERMITTED = ProblemType(
    "not-permitted", 403, _("The permission is missing"),
    _("You are known, and none of your roles allows this."),
    _("Ask the facility's administrator for a role with the permission that “errors” names."),
)  # fmt: skip
NOT_FOUND = ProblemType(
    "not-found", 404, _("Not found"),
    _("Nothing is at this address, or nothing that you may see; the answer is the same for both."),
    _("Take addresses from “links” and “next”; all of them are listed at /api/v1/docs/."),
)  # fmt: skip
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed", 405, _("The method is not allowed"),
    _("This address does not take this method."),
    _("Use one of the methods in the header Allow."),
)  # fmt: skip
NOT_ACCEPTABLE = ProblemType(
    "not-acceptable", 406, _("The media type is not available"),
    _("The header Accept asks for a media type that this address does not offer."),
    _("Ask for application/json, at the content of a rendition for application/pdf, or for */*."),
)  # fmt: skip
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type", 415, _("The media type is not read"),
    _("The body is of a media type that this address does not read."),
    _("Send application/json, or what the description of the address names besides."),
)  # fmt: skip
REFUSED = ProblemType(
    "refused", 409, _("Refused"),
    _("The state of the record stands against it. Nothing was changed."),
    _("Read “errors”: each says what blocks, what clears it and who may overrule."),
)  # fmt: skip
PRECONDITION_FAILED = ProblemType(
    "precondition-failed", 412, _("The record is another by now"),
    _("A condition in the headers, such as If-Match, does not hold for the present version."),
    _("Read the resource again and use its ETag."),
)  # fmt: skip
INVALID_VALUES = ProblemType(
    "invalid-values", 422, _("Values are not accepted"),
    _("The request was understood, and values in it are not accepted. Nothing was changed."),
    _("Read “errors”: each names the value and what is accepted."),
)  # fmt: skip
SERVER_ERROR = ProblemType(
    "server-error", 500, _("Something failed here"),
    _("The fault is on this side. It was written to the log with the request's id."),
    _("Try again; if it stays, tell the facility the “request_id”."),
)  # fmt: skip
DAMAGED_FILE = ProblemType(
    "damaged-file", 500, _("The stored file is damaged"),
    _("The file is missing or its bytes do not have the sha256 it was filed with: it is withheld."),
    _("Tell the facility the “request_id”: it restores the file from its backup."),
)  # fmt: skip
UNAVAILABLE = ProblemType(
    "unavailable", 503, _("The database does not answer"),
    _("The system is starting, stopping or out of order for the moment."),
    _("Ask again after the seconds in the header Retry-After."),
)  # fmt: skip

PROBLEM_TYPES = {
    kind.name: kind
    for kind in (
        INVALID_REQUEST, NOT_SIGNED_IN, NOT_PERMITTED, NOT_FOUND, METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE, REFUSED, PRECONDITION_FAILED, INVALID_VALUES,
        SERVER_ERROR, DAMAGED_FILE,
        UNAVAILABLE,
    )
}  # fmt: skip
OF_STATUS = {kind.status: kind for kind in PROBLEM_TYPES.values() if kind is not DAMAGED_FILE}
