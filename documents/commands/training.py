"""Training: who needs it, and that somebody read a version or was assessed on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from documents.gates import trainable_blockers
from documents.models import Document, Training, TrainingNeed
from documents.trained import expiry
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


@command(permission=Permission.VIEW_DOCUMENTS, signed_as=Meaning.READ)
def read_document(
    *, shown: Training, by: User, at: datetime, attested: Attestation[User]
) -> Training:
    """The person signs for having read and understood the version; from its approval on."""
    training = Training(
        id=shown.pk, user=by, version_of=shown.version_of, how=shown.how, recorded_at=at,
        recorded_by=by, trained_on=day_of(at),
    )  # fmt: skip
    refuse_if(trainable_blockers(training.version_of))
    training.expires_on = expiry(by, training.version_of, day_of(at))
    training.save(force_insert=True)
    sign(training, attested)
    say("training.read", about=training, details=_told(training))
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
    training.expires_on = expiry(training.user, training.version_of, trained_on)
    training.save(force_insert=True)
    sign(training, attested, reason=training.evidence)
    say("training.assessed", about=training, details=_told(training))
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


def _told(training: Training) -> dict[str, str | None]:
    expires = training.expires_on
    return {
        "person": training.user.display_name,
        "document": str(training.version_of),
        "expires_on": expires.isoformat() if expires else None,
    }
