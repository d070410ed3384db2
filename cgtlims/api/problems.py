"""Errors as problem documents (RFC 9457): one translation from exception to document."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from django.core.exceptions import DisallowedHost, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, AuthenticationFailed, ValidationError

from cgtlims.api import problem_types as kinds
from cgtlims.api.problem_types import OF_STATUS, ProblemType, Text
from cgtlims.api.request_ids import request_id
from documents.store import DamagedFile
from integrity.refusals import Blocker, Refused
from people.web.needs import write_down

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "10"
logger = logging.getLogger(__name__)


class SlashMissing(Http404):
    """Nothing is here, and something is at the same address with a slash at its end."""


@dataclass(frozen=True)
class Problem:
    """What went wrong this time. An empty detail stands for the meaning of its kind."""

    kind: ProblemType
    detail: Text = ""
    errors: Sequence[Mapping[str, Text]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def problem(exception: Exception, context: Mapping[str, Any]) -> JsonResponse:
    """The answer to an exception in a view of the REST framework."""
    write_down(exception, context["request"])
    return answer(exception, context["request"]._request)


def answer(exception: Exception, request: HttpRequest) -> JsonResponse:
    """The problem document of an exception; a fault of ours is logged with the request's id."""
    found = described(exception)
    number = request_id(request)
    if found.kind.status >= 500:
        logger.error("%s %s failed (%s)", request.method, request.path, number, exc_info=exception)
    document = {
        "type": found.kind.uri,
        "title": str(found.kind.title),
        "status": found.kind.status,
        "detail": str(found.detail or found.kind.meaning),
        "instance": escape_uri_path(request.path),
        "errors": [{key: str(text) for key, text in error.items()} for error in found.errors],
        "request_id": number,
    }
    return JsonResponse(
        document, status=found.kind.status, content_type=MEDIA_TYPE, headers=dict(found.headers)
    )


@singledispatch
def described(exception: Exception) -> Problem:
    """Whatever nobody foresaw; the document tells nothing of the inside."""
    return Problem(kinds.SERVER_ERROR)


@described.register
def of_framework(exception: APIException) -> Problem:
    kind = OF_STATUS.get(exception.status_code, kinds.SERVER_ERROR)
    return Problem(kind, headers=realm(exception))


@described.register
def of_wrong_credentials(exception: AuthenticationFailed) -> Problem:
    return Problem(kinds.NOT_SIGNED_IN, str(exception.detail), headers=realm(exception))


@described.register
def of_parameters(exception: ValidationError) -> Problem:
    return Problem(kinds.INVALID_REQUEST, errors=list(parameter_errors(exception.detail)))


@described.register(Http404)
def of_nothing(exception: Http404) -> Problem:
    return Problem(kinds.NOT_FOUND)


@described.register
def of_missing_slash(exception: SlashMissing) -> Problem:
    detail = _("Addresses end with a slash: %(address)s") % {"address": exception.args[0]}
    return Problem(kinds.NOT_FOUND, detail)


@described.register(PermissionDenied)
def of_denial(exception: PermissionDenied) -> Problem:
    return Problem(kinds.NOT_PERMITTED, str(exception))


@described.register(SuspiciousOperation)
def of_suspicion(exception: SuspiciousOperation) -> Problem:
    return Problem(kinds.INVALID_REQUEST, _("The request is malformed or far too large."))


@described.register(DisallowedHost)
def of_unknown_host(exception: DisallowedHost) -> Problem:
    """Neither the name that was asked for nor those that we have are told."""
    error = {
        "pointer": "#/header/Host",
        "code": "unknown_host",
        "detail": _(
            "The system is not known under this name. Accepted is the address that the facility "
            "gave you."
        ),
    }
    return Problem(kinds.INVALID_REQUEST, errors=[error])


@described.register
def of_refusal(exception: Refused) -> Problem:
    return Problem(
        OF_STATUS[exception.status], str(exception), [error_of(one) for one in exception.blockers]
    )


@described.register(InterfaceError)
@described.register(OperationalError)
def of_dead_database(exception: Exception) -> Problem:
    return Problem(kinds.UNAVAILABLE, headers={"Retry-After": RETRY_SECONDS})


@described.register
def of_damage(exception: DamagedFile) -> Problem:
    return Problem(kinds.DAMAGED_FILE)


def realm(exception: APIException) -> dict[str, str]:
    """What the caller must know to sign in; the framework adds it to the exception."""
    asked = getattr(exception, "auth_header", "")
    return {"WWW-Authenticate": asked} if asked else {}


def parameter_errors(detail: Any) -> Iterator[dict[str, Text]]:
    for name, messages in detail.items():
        for message in messages:
            yield {"pointer": f"#/query/{name}", "code": message.code, "detail": message}


def error_of(blocker: Blocker) -> dict[str, Text]:
    """A blocker with what clears it and who may overrule; a field at fault gets its pointer."""
    error: dict[str, Text] = {
        "code": blocker.code,
        "detail": blocker.message,
        "clears": blocker.clears,
        "overrule": blocker.overrule,
        "about": blocker.about,
        "pointer": f"#/{blocker.field}" if blocker.field else "",
    }
    return {key: text for key, text in error.items() if text}
