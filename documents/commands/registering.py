"""Beginning a controlled document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from documents.activities import ACTIVITIES
from documents.codes import CODE
from documents.models import Document, DocumentKind
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import Role, User
from people.permissions import Permission

LONGEST_MONTHS = 120
LONGEST_DAYS = 90


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
    *, document: Document, owner: Role, review_months: int, reason: str, by: User, at: datetime,
    training_days: int | None = None,
) -> Document:  # fmt: skip
    """Another role answers for it, or other intervals hold: of its review, of training on it."""
    document = document.lock()
    days = document.training_days if training_days is None else training_days
    refuse_if([*_interval_blockers(review_months), *_days_blockers(days)])
    document.owner, document.review_months, document.training_days = owner, review_months, days
    document.store()
    details = {"owner": owner.code, "review_months": review_months, "training_days": days}
    say("document.altered", about=document, reason=reason, details=details)
    return document


@command(permission=Permission.APPROVE_DOCUMENT)
def assign_activities(
    *, document: Document, activities: Collection[str], reason: str, by: User, at: datetime
) -> Document:
    """From now on nobody does these without training on its effective version (11.10(i))."""
    document = document.lock()
    refuse_if(_activity_blockers(document, activities))
    document.governs = [one.value for one in ACTIVITIES if one in activities]
    document.store()
    say("document.assigned", about=document, reason=reason, details={"governs": document.governs})
    return document


def _activity_blockers(document: Document, activities: Collection[str]) -> Iterator[Blocker]:
    if document.retired_at:
        yield Blocker("RETIRED", _("%(document)s is retired.") % {"document": document})
    if unknown := sorted(set(activities) - set(ACTIVITIES)):
        yield Blocker(
            "BAD_ACTIVITY",
            _("No document governs “%(codes)s”.") % {"codes": ", ".join(unknown)},
            clears=_("Accepted: %(codes)s.") % {"codes": ", ".join(ACTIVITIES)},
            field="activities",
        )


def _days_blockers(days: int) -> Iterator[Blocker]:
    if not 0 <= days <= LONGEST_DAYS:
        yield Blocker(
            "BAD_DAYS",
            _("People cannot have %(days)s days to train.") % {"days": days},
            clears=_("Accepted: 0 to %(most)s days.") % {"most": LONGEST_DAYS},
            field="training_days",
        )


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
