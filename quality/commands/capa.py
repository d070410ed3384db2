"""Corrective and preventive actions, from opening to the check that they helped."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission
from quality.gates.cases import (
    cancelling_blockers,
    capa_closing_blockers,
    check_blockers,
    opening_blockers,
    owner_blockers,
    state_blockers,
)
from quality.models import Capa, CapaCheck, CapaKind, CapaState, Complaint, Deviation, check_of
from quality.numbering import next_number
from quality.texts import paragraph_blockers, paragraphs

C = TypeVar("C", Deviation, Complaint)


@command(permission=Permission.MANAGE_QUALITY)
def open_capa(
    *,
    title: str,
    description: str,
    kind: CapaKind,
    owner: User,
    due_on: date,
    criterion: str,
    check_on: date,
    by: User,
    at: datetime,
    deviation: Deviation | None = None,
    complaint: Complaint | None = None,
) -> Capa:
    """QA says what is done against a cause, by whom and until when, and how its effect shows."""
    deviation, complaint = _locked(deviation), _locked(complaint)
    capa = Capa(
        title=one_line(title), description=paragraphs(description), kind=kind, owner=owner,
        due_on=due_on, criterion=paragraphs(criterion), check_on=check_on, deviation=deviation,
        complaint=complaint, raised_at=at, raised_by=by,
    )  # fmt: skip
    refuse_if(
        [
            *opening_blockers(deviation or complaint),
            *text_blockers(Capa, title=capa.title),
            *paragraph_blockers(description=capa.description, criterion=capa.criterion),
        ]
    )
    if check_on < due_on:
        raise refuse(
            "CHECKED_BEFORE_DONE",
            _("Its effect would be checked before it is due."),
            clears=_("Accepted: %(day)s or later.") % {"day": due_on},
            field="check_on",
        )
    capa.number = next_number(Capa, at)
    capa.save(force_insert=True)
    say("capa.opened", about=capa, details={"of": str(deviation or complaint or "")})
    return capa


@command(permission=Permission.RAISE_DEVIATION)
def report_capa_done(*, capa: Capa, evidence: str, by: User, at: datetime) -> Capa:
    """Its owner says that it is done, and where that can be seen."""
    capa = capa.lock()
    refuse_if([*owner_blockers(capa, by=by), *state_blockers(capa, CapaState.OPEN, "")])
    capa.evidence = paragraphs(evidence)
    refuse_if(paragraph_blockers(evidence=capa.evidence))
    capa.state, capa.done_at, capa.done_by = CapaState.DONE, at, by
    capa.due_on = capa.check_on
    capa.store()
    say("capa.done", about=capa)
    return capa


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.REVIEWED)
def check_capa(
    *,
    key: UUID,
    capa: Capa,
    is_effective: bool,
    finding: str,
    by: User,
    at: datetime,
    attested: Attestation[User],
    check_on: date | None = None,
) -> CapaCheck:
    """QA signs whether it helped, under this id; when it did not, it is done again by another day.

    It is signed by another than did it (Part IV 11.10).
    """
    capa = capa.lock()
    refuse_if(check_blockers(capa, by=by, at=at))
    check = check_of(capa, key)
    check.finding, check.is_effective = paragraphs(finding), is_effective
    refuse_if(paragraph_blockers(finding=check.finding))
    if is_effective:
        capa.state = CapaState.EFFECTIVE
    else:
        if check_on is None or check_on <= capa.check_on:
            raise refuse(
                "NO_NEXT_CHECK",
                _("It is not effective, so it is checked again."),
                clears=_("Accepted: a day after %(day)s.") % {"day": capa.check_on},
                field="check_on",
            )
        capa.state, capa.check_on, capa.due_on = CapaState.OPEN, check_on, check_on
        capa.done_at = capa.done_by = None
        check.check_on = check_on
    sign(check, attested, reason=f"{_outcome_of(check)}. {check.finding}")
    check.checked_at, check.checked_by = at, by
    check.save(force_insert=True)
    capa.store()
    details = {"capa": capa.number, "effective": is_effective}
    say("capa.checked", about=check, details=details)
    return check


def _locked(of: C | None) -> C | None:
    """What the action is for, held: it is not closed on an action that is cancelled meanwhile."""
    return of.lock() if of else None


def _outcome_of(check: CapaCheck) -> str:
    return str(_("It helped") if check.is_effective else _("It did not help"))


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def cancel_capa(
    *, capa: Capa, reason: str, by: User, at: datetime, attested: Attestation[User]
) -> Capa:
    """QA signs that it is not needed any more; it is kept with the reason."""
    capa = capa.lock()
    capa.deviation, capa.complaint = _locked(capa.deviation), _locked(capa.complaint)
    refuse_if(cancelling_blockers(capa))
    sign(capa, attested, reason=one_line(reason))
    capa.state, capa.ending = CapaState.CANCELLED, one_line(reason)
    capa.closed_at, capa.closed_by = at, by
    capa.store()
    say("capa.cancelled", about=capa, reason=reason)
    return capa


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def close_capa(*, capa: Capa, by: User, at: datetime, attested: Attestation[User]) -> Capa:
    """QA signs that it is done and that it helped."""
    capa = capa.lock()
    refuse_if(capa_closing_blockers(capa, by=by))
    sign(capa, attested)
    capa.state, capa.closed_at, capa.closed_by = CapaState.CLOSED, at, by
    capa.store()
    say("capa.closed", about=capa)
    return capa
