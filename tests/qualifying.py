"""Evidence of status as people record and release it, for rooms and devices of tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from cleanrooms.commands.evidence import record_evidence, release_evidence
from cleanrooms.evidence_details import EvidenceDetails
from cleanrooms.models import Equipment, Evidence, EvidenceKind, Outcome, Room
from cleanrooms.needs import months_of, needs_of
from people.models import User
from people.models.qualification import day_of
from people.qualifications import after_months
from tests.signing import signed

SURE = timedelta(days=150)


def recorded(subject: Room | Equipment, kind: EvidenceKind, at: datetime, **more: Any) -> Evidence:
    """Done and recorded at that moment by the facility manager, passed unless said otherwise."""
    details = {
        "outcome": Outcome.PASSED, "performed_at": at, "performer": "Kalibra BV",
        "reference": f"{kind[:3]}-{at:%y%m%d}",
    } | more  # fmt: skip
    passed = details["outcome"] == Outcome.PASSED
    if kind == EvidenceKind.CALIBRATION:
        details.setdefault("as_found", Outcome.PASSED)
    if passed:
        details.setdefault("last_day", latest(subject, kind, details["performed_at"]))
    manager = User.objects.get(username="nbakker")
    return record_evidence(
        subject=subject, details=EvidenceDetails(kind=kind, **details), by=manager, at=at
    )


def latest(subject: Room | Equipment, kind: EvidenceKind, at: datetime) -> date | None:
    return after_months(day_of(at), months_of(subject, kind))


def released(subject: Room | Equipment, kind: EvidenceKind, at: datetime, **more: Any) -> Evidence:
    """The same, and quality assurance signed it."""
    quality = User.objects.get(username="mlindqvist")
    return signed(release_evidence, "evidence", recorded(subject, kind, at, **more), quality, at)


def qualify(subject: Room | Equipment, at: datetime) -> None:
    """All that it needs stands from then on, also today, whenever the tests run."""
    for need in needs_of(subject):
        released(subject, EvidenceKind(need), at)
    now = timezone.now()
    if isinstance(subject, Room) and now > at + SURE:
        released(subject, EvidenceKind.REQUALIFICATION, now)
