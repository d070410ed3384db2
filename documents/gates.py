"""Why something may not be done with a controlled document now, or by whom it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from documents.models import Document, DocumentVersion, TrainingNeed, VersionState
from documents.models.controlled import IN_WORK
from documents.trained import TRAINED_ON
from integrity.actors import Actor
from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.separation import separation_blockers
from integrity.signatures.meanings import Meaning
from people.models import Membership
from people.models.qualification import day_of


@gate
def draft_blockers(document: Document) -> Iterable[Blocker]:
    """One version is in work at a time, of a document that is not retired."""
    if document.retired_at:
        yield Blocker("RETIRED", _("%(document)s is retired.") % {"document": document})
    if at_work := document.versions.filter(state__in=IN_WORK).first():
        yield Blocker(
            "VERSION_IN_WORK",
            _("%(version)s is “%(state)s”.")
            % {"version": at_work, "state": at_work.get_state_display()},
            clears=_("Go on with that one, or wait until it is effective."),
        )


@gate
def edit_blockers(version: DocumentVersion) -> Iterable[Blocker]:
    """Only a draft is written in (EU GMP 4.2, 4.3)."""
    if version.state != VersionState.DRAFT:
        yield Blocker(
            "NOT_A_DRAFT",
            _("%(version)s is “%(state)s”.")
            % {"version": version, "state": version.get_state_display()},
            clears=_("Send it back to its author, or write the next version."),
        )


@gate
def review_blockers(version: DocumentVersion, *, by: Actor) -> Iterable[Blocker]:
    """What was submitted is reviewed once, by nobody who wrote in it."""
    if version.state != VersionState.IN_REVIEW:
        yield _not_in_review(version)
    elif version.reviewed_at:
        yield Blocker("REVIEWED_ALREADY", _("This version is reviewed; it waits for approval."))
    else:
        yield from separation_blockers(version, by=by, meaning=Meaning.REVIEWED)


@gate
def approval_blockers(version: DocumentVersion, *, by: Actor) -> Iterable[Blocker]:
    """What was reviewed is approved, by nobody who wrote in it (EU GMP 4.3)."""
    if version.state != VersionState.IN_REVIEW:
        yield _not_in_review(version)
    elif not version.reviewed_at:
        yield Blocker(
            "NOT_REVIEWED",
            _("This version is not reviewed yet."),
            clears=_("Somebody who did not write it reviews and signs it first."),
        )
    else:
        yield from separation_blockers(version, by=by, meaning=Meaning.APPROVED)


@gate
def training_time_blockers(
    version: DocumentVersion, *, at: datetime, reason: str
) -> Iterable[Blocker]:
    """Whoever needs it has time to train before its first day, or a reason says why not."""
    time = timedelta(days=version.document.training_days)
    first = day_of(at) + time
    if reason or version.effective_on >= first:
        return
    needs = TrainingNeed.objects.current().filter(document=version.document_id)
    if Membership.objects.valid(at).filter(role__in=needs.values("role")).exists():
        yield Blocker(
            "NO_TIME_TO_TRAIN",
            _("It is effective on %(day)s: people have %(days)s days to train on it, not less.")
            % {"day": date_format(version.effective_on, "j M Y"), "days": time.days},
            clears=_("Accepted: %(first)s or later, or a reason why it cannot wait.")
            % {"first": date_format(first, "j M Y")},
            field="reason",
        )


@gate
def periodic_review_blockers(version: DocumentVersion, *, by: Actor) -> Iterable[Blocker]:
    """What is effective is reviewed from time to time, by nobody who wrote it (EU GMP 4.5)."""
    if version.state != VersionState.EFFECTIVE:
        yield _not_effective(version)
    else:
        yield from separation_blockers(version, by=by, meaning=Meaning.REVIEWED)


@gate
def retirement_blockers(document: Document) -> Iterable[Blocker]:
    """A document is retired once, and not while its next version is in work."""
    yield from draft_blockers(document)


@gate
def effect_blockers(version: DocumentVersion) -> Iterable[Blocker]:
    """What was approved becomes effective once; when its day is, the calendar asks."""
    if version.state != VersionState.APPROVED:
        yield Blocker(
            "NOT_APPROVED",
            _("%(version)s is “%(state)s”.")
            % {"version": version, "state": version.get_state_display()},
        )


def _not_in_review(version: DocumentVersion) -> Blocker:
    return Blocker(
        "NOT_IN_REVIEW",
        _("%(version)s is “%(state)s”.")
        % {"version": version, "state": version.get_state_display()},
        clears=_("Its author submits it for review."),
    )


def _not_effective(version: DocumentVersion) -> Blocker:
    return Blocker(
        "NOT_EFFECTIVE",
        _("%(version)s is “%(state)s”.")
        % {"version": version, "state": version.get_state_display()},
        clears=_("Take the effective version."),
    )


@gate
def trainable_blockers(version: DocumentVersion) -> Iterable[Blocker]:
    """People train on what is approved or effective: on nothing that may still change."""
    if version.state not in TRAINED_ON:
        yield Blocker(
            "NOT_TO_TRAIN_ON",
            _("%(version)s is “%(state)s”.")
            % {"version": version, "state": version.get_state_display()},
            clears=_("Accepted: an approved or the effective version."),
        )
