"""Who works is trained: on the procedures of a step, on what governs an activity."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from documents.gates import trainable_blockers
from documents.models import DocumentVersion
from documents.trained import with_training
from integrity.gates import gate
from integrity.refusals import Blocker, Overrule, Text
from people.models import User
from people.models.qualification import day_of


@gate
def training_blockers(user: User, *, documents: Collection[str], at: datetime) -> Iterable[Blocker]:
    """Who works is trained on the effective version of every procedure (21 CFR 11.10(i))."""
    if not documents:
        return
    effective = DocumentVersion.objects.effective().filter(document__code__in=documents)
    known = with_training(effective, user, at).select_related("document")
    versions = {one.document.code: one for one in known}
    for code in sorted(set(documents)):
        version, about = versions.get(code), f"{code} {user.username}"
        if version is not None:
            yield from _untrained(version, user, about)
            continue
        fault = _("No version of %(code)s is effective.") % {"code": code}
        clears = _("The procedure becomes effective.")
        yield _of_training("PROCEDURE_NOT_EFFECTIVE", fault, clears, about)


@gate
def reading_blockers(version: DocumentVersion, *, by: User) -> Iterable[Blocker]:
    """Reading is signed for by who opened it; a text stands on its page, a PDF is opened there."""
    yield from trainable_blockers(version)
    if version.file_id and not version.openings.filter(opened_by=by).exists():
        yield Blocker(
            "NOT_OPENED",
            _("You have not opened the PDF of %(version)s yet.") % {"version": version},
            clears=_("Open it here and read it; then sign."),
        )


@gate
def untrained_blockers(version: DocumentVersion, *, by: User, at: datetime) -> Iterable[Blocker]:
    """Who does what a document governs is trained on its effective version (21 CFR 11.10(i)).

    Overruled, it is for this person, this version and this day of the facility.
    """
    known = with_training(DocumentVersion.objects.effective().filter(pk=version.pk), by, at)
    for one in known.select_related("document"):
        yield from _untrained(one, by, f"{one.document.code} {by.username} {day_of(at)}")


def _untrained(version: DocumentVersion, user: User, about: str) -> Iterator[Blocker]:
    """`version` stands as `with_training` says of this person."""
    if version.is_trained:  # type: ignore[attr-defined]
        return
    ends_on: date | None = version.ends_on  # type: ignore[attr-defined]
    told = {
        "user": user,
        "version": version,
        "day": date_format(ends_on, "j M Y") if ends_on else "",
    }
    if version.assessed:  # type: ignore[attr-defined]
        fault = _("%(user)s was not assessed on %(version)s.") % told
        clears = _("A trainer assesses and signs, or somebody else does it.")
    else:
        fault = _("%(user)s is not trained on %(version)s.") % told
        clears = _("Read it and sign, or somebody else does it who is trained.")
    if ends_on is None:
        yield _of_training("NOT_TRAINED", fault, clears, about)
    else:
        fault = _("The training of %(user)s on %(version)s ended on %(day)s.") % told
        yield _of_training("TRAINING_EXPIRED", fault, clears, about)


def _of_training(code: str, message: Text, clears: Text, about: str) -> Blocker:
    """About this person and this document: overruled for one it blocks another one still."""
    return Blocker(
        code, message, clears=clears, overrule=Overrule.SUPERVISOR_AND_SECOND_PERSON, about=about
    )
