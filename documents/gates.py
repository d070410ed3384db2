"""Why something may not be done with a controlled document now, or by whom it is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from documents.models import Document, DocumentVersion, TrainedHow, VersionState
from documents.models.controlled import IN_WORK
from documents.trained import TRAINED_ON, must_be_assessed, trained_how
from integrity.actors import Actor
from integrity.gates import gate
from integrity.refusals import Blocker, Overrule, Text
from integrity.separation import separation_blockers
from integrity.signatures.meanings import Meaning
from people.models import User


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
def training_blockers(user: User, *, documents: Collection[str], at: datetime) -> Iterable[Blocker]:
    """Who works is trained on the effective version of every procedure (21 CFR 11.10(i))."""
    if not documents:
        return
    effective = DocumentVersion.objects.effective().filter(document__code__in=documents)
    versions = {one.document.code: one for one in effective.select_related("document")}
    trained, asked = trained_how(user, versions.values(), at), must_be_assessed(user, documents)
    for code in sorted(set(documents)):
        version = versions.get(code)
        if version is None:
            fault = _("No version of %(code)s is effective.") % {"code": code}
            clears = _("The procedure becomes effective.")
            yield _of_training("PROCEDURE_NOT_EFFECTIVE", fault, clears, code, user)
            continue
        how = trained.get(version.pk, set())
        told = {"user": user, "version": version}
        if code in asked and TrainedHow.ASSESSED not in how:
            fault = _("%(user)s was not assessed on %(version)s, or no longer.") % told
            clears = _("A trainer assesses and signs, or somebody else does it.")
            yield _of_training("NOT_TRAINED", fault, clears, code, user)
        elif not how:
            fault = _("%(user)s is not trained on %(version)s, or no longer.") % told
            clears = _("Read it and sign, or somebody else does it who is trained.")
            yield _of_training("NOT_TRAINED", fault, clears, code, user)


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


def _of_training(code: str, message: Text, clears: Text, document: str, user: User) -> Blocker:
    """About this person and this document: overruled for one it blocks another one still."""
    return Blocker(
        code, message, clears=clears, overrule=Overrule.SUPERVISOR_AND_SECOND_PERSON,
        about=f"{document} {user.username}",
    )  # fmt: skip
