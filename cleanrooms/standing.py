"""What of a room or a device stood at a moment, need by need, with the evidence for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Evidence, Need, Room
from cleanrooms.needs import needs_of

S = TypeVar("S", Room, Equipment)
NEVER = datetime.max.replace(tzinfo=UTC)


class Standing(StrEnum):
    VALID = "VALID"
    MISSING = "MISSING"
    OVERDUE = "OVERDUE"
    FAILED = "FAILED"

    @property
    def sign(self) -> str:
        return {"VALID": "ok", "MISSING": "hold", "OVERDUE": "alert", "FAILED": "action"}[self]

    @property
    def label(self) -> str | Promise:
        return WORDS[self]


WORDS: dict[Standing, str | Promise] = {
    Standing.VALID: _("Valid"),
    Standing.MISSING: _("Not shown"),
    Standing.OVERDUE: _("Overdue"),
    Standing.FAILED: _("Failed"),
}


@dataclass(frozen=True)
class Line:
    """One need at a moment: the evidence in force, else what ended or failed last."""

    need: Need
    standing: Standing
    evidence: Evidence | None = None

    @property
    def until(self) -> datetime | None:
        """When it is or was due again; nothing where it never is, was never shown, or failed."""
        held = self.evidence is not None and self.standing is not Standing.FAILED
        return self.evidence.valid_until if self.evidence and held else None


def lines_of(subject: Room | Equipment, at: datetime) -> list[Line]:
    """Each need of one room or device, in one query."""
    known = Evidence.objects.of(subject).known(at).select_related("room", "equipment")
    return _lines(subject, list(known), at)


def lines_of_all(subjects: Sequence[S], at: datetime) -> list[tuple[S, list[Line]]]:
    """Those of many, in one query."""
    keys = [one.pk for one in subjects]
    asked = Evidence.objects.known(at).filter(Q(room__in=keys) | Q(equipment__in=keys))
    found: dict[UUID | None, list[Evidence]] = defaultdict(list)
    for one in asked:
        found[one.room_id or one.equipment_id].append(one)
    return [(one, _lines(one, found[one.pk], at)) for one in subjects]


def _lines(subject: Room | Equipment, known: Iterable[Evidence], at: datetime) -> list[Line]:
    by_need: dict[str, list[Evidence]] = defaultdict(list)
    for one in known:
        by_need[one.need].append(one)
    return [line_of(need, by_need[need], at) for need in needs_of(subject)]


def line_of(need: Need, known: Sequence[Evidence], at: datetime) -> Line:
    """What is shown and holds longest, of what `EvidenceSet.known` gave for that moment."""
    bad = max(
        (one for one in known if one.found_bad and one.performed_at <= at),
        key=lambda one: one.performed_at, default=None,
    )  # fmt: skip
    good = [one for one in known if getattr(one, "is_shown", False)]
    best = max(good, key=lambda one: one.valid_until or NEVER, default=None)
    if best is None:
        return Line(need, Standing.FAILED if bad else Standing.MISSING, bad)
    if (best.valid_until or NEVER) > at:
        return Line(need, Standing.VALID, best)
    return Line(need, Standing.OVERDUE, best)
