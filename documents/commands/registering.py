"""Beginning a controlled document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from documents.codes import CODE
from documents.models import Document, DocumentKind
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import Role, User
from people.permissions import Permission

LONGEST_MONTHS = 120


@command(permission=Permission.WRITE_DOCUMENT)
def register_document(
    *,
    code: str,
    title: str,
    kind: DocumentKind | str,
    owner: Role,
    review_months: int,
    by: User,
    at: datetime,
) -> Document:
    """Gives a document its code for good; its first version is drafted next."""
    code, title = one_line(code).upper(), one_line(title)
    refuse_if(_document_blockers(code, title, kind, review_months))
    used = refuse(
        "CODE_USED",
        _("The code %(code)s was used before.") % {"code": code},
        clears=_("Give a code that was never used, also not for a retired document."),
        field="code",
    )
    document = Document(
        code=code, title=title, kind=kind, owner=owner, review_months=review_months,
        registered_at=at, registered_by=by,
    )  # fmt: skip
    with unique(used):
        document.save(force_insert=True)
    say("document.registered", about=document, details={"title": title, "kind": kind})
    return document


@command(permission=Permission.WRITE_DOCUMENT)
def alter_document(
    *, document: Document, owner: Role, review_months: int, reason: str, by: User, at: datetime
) -> Document:
    """Another role answers for it, or from its next review on another interval holds."""
    document = document.lock()
    refuse_if(_interval_blockers(review_months))
    document.owner, document.review_months = owner, review_months
    document.store()
    details = {"owner": owner.code, "review_months": review_months}
    say("document.altered", about=document, reason=reason, details=details)
    return document


def _document_blockers(code: str, title: str, kind: str, months: int) -> Iterator[Blocker]:
    if not CODE.fullmatch(code):
        yield Blocker(
            "BAD_CODE",
            _("“%(code)s” is no code of a document.") % {"code": code},
            clears=_("Accepted: 2 to 40 letters, digits and dashes, such as SOP-017."),
            field="code",
        )
    yield from text_blockers(Document, title=title)
    if kind not in DocumentKind.values:
        yield Blocker(
            "BAD_KIND",
            _("“%(kind)s” is no kind of document.") % {"kind": kind},
            clears=_("Accepted: %(kinds)s.") % {"kinds": ", ".join(DocumentKind.values)},
            field="kind",
        )
    yield from _interval_blockers(months)


def _interval_blockers(months: int) -> Iterator[Blocker]:
    if not 1 <= months <= LONGEST_MONTHS:
        yield Blocker(
            "BAD_INTERVAL",
            _("It cannot be reviewed every %(months)s months.") % {"months": months},
            clears=_("Accepted: 1 to %(most)s months.") % {"most": LONGEST_MONTHS},
            field="review_months",
        )
