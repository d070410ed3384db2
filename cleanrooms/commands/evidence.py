"""What shows that a room or a device may be used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cleanrooms.evidence_details import EvidenceDetails, evidence_blockers
from cleanrooms.gates.evidence import (
    evidence_release_blockers,
    recording_blockers,
    withdrawal_blockers,
)
from cleanrooms.models import Equipment, Evidence, Maintenance, MaintenanceKind, Room
from integrity.commands import command, say, sign
from integrity.refusals import refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from people.models import User
from people.permissions import Permission


@command(permission=Permission.MANAGE_ROOMS)
def record_evidence(
    *, subject: Room | Equipment, details: EvidenceDetails, by: User, at: datetime
) -> Evidence:
    """Writes down that it was qualified, calibrated or maintained, and how it came out.

    What passed counts once another person released it. What failed, or was found bad, ends at once
    what was shown before.
    """
    subject = subject.lock()
    evidence = Evidence(recorded_at=at, recorded_by=by, **_named(subject))
    details.put(evidence)
    refuse_if([*evidence_blockers(evidence, at=at), *recording_blockers(evidence, at=at)])
    evidence.save(force_insert=True)
    verb = "evidence.found_bad" if evidence.found_bad else "evidence.recorded"
    say(verb, about=evidence, details=_told(evidence))
    return evidence


@command(permission=Permission.RELEASE_STATUS)
def withdraw_evidence(*, evidence: Evidence, reason: str, by: User, at: datetime) -> Evidence:
    """It was a mistake: it says nothing any more, and what it ended holds again."""
    evidence = evidence.lock()
    refuse_if(withdrawal_blockers(evidence, by=by))
    evidence.withdrawn_at, evidence.withdrawn_by = at, by
    evidence.withdrawn_reason = one_line(reason)
    evidence.store()
    say("evidence.withdrawn", about=evidence, reason=reason, details=_told(evidence))
    return evidence


@command(permission=Permission.RELEASE_STATUS, signed_as=Meaning.APPROVED)
def release_evidence(
    *, evidence: Evidence, by: User, at: datetime, attested: Attestation[User]
) -> Evidence:
    """A second person signs: it holds from now until its last day; a maintenance ends with it."""
    evidence.subject.lock()
    evidence = evidence.lock()
    refuse_if(evidence_release_blockers(evidence, by=by, at=at))
    sign(evidence, attested)
    evidence.files = evidence.files_decided_on
    evidence.released_at, evidence.released_by = at, by
    evidence.store()
    _end_maintenance(evidence, by, at)
    say("evidence.released", about=evidence, details=_told(evidence))
    return evidence


def _end_maintenance(evidence: Evidence, by: User, at: datetime) -> None:
    """The device is back in use with the release of what was done to it."""
    if evidence.equipment is None:
        return
    for one in Maintenance.objects.filter(equipment=evidence.equipment, ended_at__isnull=True):
        if MaintenanceKind(one.kind).evidence == evidence.kind:
            one.ended_at, one.ended_by, one.evidence = at, by, evidence
            one.store()


def _named(subject: Room | Equipment) -> dict[str, Any]:
    return {"room": subject} if isinstance(subject, Room) else {"equipment": subject}


def _told(evidence: Evidence) -> dict[str, Any]:
    day = evidence.last_day.isoformat() if evidence.last_day else ""
    return {
        "of": evidence.subject.code, "kind": evidence.kind, "outcome": evidence.outcome,
        "as_found": evidence.as_found, "last_day": day,
    }  # fmt: skip
