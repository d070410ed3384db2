"""Training: who needs it, and that somebody read a version or was assessed on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from documents.gates import trainable_blockers
from documents.models import Document, DocumentVersion, Opening, Training, TrainingNeed
from documents.trained import last_day
from documents.training_gates import reading_blockers
from integrity.commands import command, say, sign
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import Role, User
from people.models.qualification import day_of
from people.permissions import Permission

LONGEST_MONTHS = 120


@command(permission=Permission.TRAIN_PEOPLE)
def define_training_need(
    *,
    document: Document,
    role: Role,
    assessed: bool,
    by: User,
    at: datetime,
    months: int | None = None,
) -> TrainingNeed:
    """From now on holders of the role are trained on the document; who is not, is asked to be."""
    if months is not None and not 1 <= months <= LONGEST_MONTHS:
        raise refuse(
            "BAD_INTERVAL",
            _("A training cannot hold %(months)s months.") % {"months": months},
            clears=_("Accepted: 1 to %(most)s months, or nothing: as long as the version holds.")
            % {"most": LONGEST_MONTHS},
            field="months",
        )
    need = TrainingNeed(
        document=document, role=role, assessed=assessed, months=months, defined_at=at,
        defined_by=by,
    )  # fmt: skip
    there = refuse(
        "DEFINED_ALREADY",
        _("%(role)s is trained on %(document)s already.") % {"role": role, "document": document},
        clears=_("End that need first, and define it anew."),
        field="role",
    )
    with unique(there):
        need.save(force_insert=True)
    details = {"role": role.code, "document": document.code, "assessed": assessed}
    say("training_need.defined", about=need, details=details)
    return need


@command(permission=Permission.TRAIN_PEOPLE)
def end_training_need(*, need: TrainingNeed, reason: str, by: User, at: datetime) -> TrainingNeed:
    """Holders of the role are asked for it no more; what was signed stays."""
    need = need.lock()
    if need.ended_at:
        raise refuse("ENDED_ALREADY", _("This need has ended already."))
    need.ended_at, need.ended_by = at, by
    need.store()
    say("training_need.ended", about=need, reason=reason)
    return need


@command(permission=Permission.VIEW_DOCUMENTS)
def open_version(*, version: DocumentVersion, by: User, at: datetime) -> Opening:
    """The person opens the PDF of what people train on; kept once, from the approval on."""
    refuse_if(trainable_blockers(version))
    opening = Opening(version_of=version, opened_at=at, opened_by=by)
    there = refuse("OPENED_ALREADY", _("You have opened it before."))
    with unique(there):
        opening.save(force_insert=True)
    sha256 = version.file.sha256 if version.file else ""
    say("document_version.opened", about=opening, details={"sha256": sha256})
    return opening


@command(permission=Permission.VIEW_DOCUMENTS, signed_as=Meaning.READ)
def read_document(
    *, shown: Training, by: User, at: datetime, attested: Attestation[User]
) -> Training:
    """The person signs for having read and understood the version; from its approval on."""
    training = Training(
        id=shown.pk, user=by, version_of=shown.version_of, how=shown.how, recorded_at=at,
        recorded_by=by, trained_on=day_of(at),
    )  # fmt: skip
    refuse_if(reading_blockers(training.version_of, by=by))
    training.save(force_insert=True)
    sign(training, attested)
    say("training.read", about=training, details=_told(training, at))
    return training


@command(permission=Permission.TRAIN_PEOPLE, signed_as=Meaning.VERIFIED)
def assess_person(
    *,
    shown: Training,
    evidence: str,
    trained_on: date,
    by: User,
    at: datetime,
    attested: Attestation[User],
) -> Training:
    """A trainer signs that another person showed it, with where the evidence is."""
    training = Training(
        id=shown.pk, user=shown.user, version_of=shown.version_of, how=shown.how,
        evidence=one_line(evidence), trained_on=trained_on, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    refuse_if(trainable_blockers(training.version_of))
    refuse_if(_assessment_blockers(training, at))
    training.save(force_insert=True)
    sign(training, attested, reason=training.evidence)
    say("training.assessed", about=training, details=_told(training, at))
    return training


def _assessment_blockers(training: Training, at: datetime) -> Iterator[Blocker]:
    yield from text_blockers(Training, evidence=training.evidence)
    if training.user_id == training.recorded_by_id:
        yield Blocker(
            "OWN_TRAINING",
            _("Nobody assesses oneself."),
            clears=_("Another trainer assesses and signs."),
        )
    first = training.version_of.approved_at
    if first is not None and not day_of(first) <= training.trained_on <= day_of(at):
        yield Blocker(
            "NOT_THAT_DAY",
            _("Nobody was trained on this version that day."),
            clears=_("Accepted: from its approval, %(first)s, until today.")
            % {"first": day_of(first)},
            field="trained_on",
        )


def _told(training: Training, at: datetime) -> dict[str, str | None]:
    ends_on = last_day(training, at)
    return {
        "person": training.user.display_name,
        "document": str(training.version_of),
        "ends_on": ends_on.isoformat() if ends_on else None,
    }
