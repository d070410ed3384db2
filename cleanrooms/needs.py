"""What a room or a device needs before it is used, and how long each of it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, EquipmentKind, EvidenceKind, Grade, Need, Room
from cleanrooms.models.evidence_kind import QUALIFICATIONS
from integrity.refusals import Blocker

# Requalification at the latest, in months (EU GMP Annex 1, 4.32).
CLEANEST = frozenset({Grade.A, Grade.B})
LATEST = {Grade.A: 6, Grade.B: 6, Grade.C: 12, Grade.D: 12}
MOST_MONTHS = 60
MONTHS = ("requalification_months", "calibration_months", "maintenance_months")
DUE_AGAIN = frozenset({EvidenceKind.PERFORMANCE, EvidenceKind.REQUALIFICATION})


@dataclass(frozen=True, kw_only=True)
class Needs:
    """All that a device needs: qualifications, and months until each is due again; None: never."""

    qualifications: tuple[str, ...] = tuple(need.value for need in QUALIFICATIONS)
    requalification_months: int | None = None
    calibration_months: int | None = None
    maintenance_months: int | None = None

    def put(self, equipment: Equipment) -> None:
        wanted = [need.value for need in QUALIFICATIONS if need in self.qualifications]
        equipment.qualifications = wanted
        equipment.requalification_months = self.requalification_months
        equipment.calibration_months = self.calibration_months
        equipment.maintenance_months = self.maintenance_months


YEARLY = Needs(requalification_months=12, calibration_months=12, maintenance_months=12)
SERVED = Needs(calibration_months=12, maintenance_months=12)
MEASURING = Needs(calibration_months=12)
BY_KIND: dict[str, Needs] = {
    EquipmentKind.SAFETY_CABINET: Needs(requalification_months=12, maintenance_months=12),
    EquipmentKind.ISOLATOR: Needs(requalification_months=6, maintenance_months=6),
    EquipmentKind.INCUBATOR: YEARLY,
    EquipmentKind.FREEZER: YEARLY,
    EquipmentKind.REFRIGERATOR: YEARLY,
    EquipmentKind.NITROGEN_TANK: SERVED,
    EquipmentKind.CLOSED_DEVICE: SERVED,
    EquipmentKind.CENTRIFUGE: SERVED,
    EquipmentKind.QC_INSTRUMENT: SERVED,
    EquipmentKind.PARTICLE_COUNTER: MEASURING,
    EquipmentKind.AIR_SAMPLER: MEASURING,
    EquipmentKind.OTHER: Needs(),
}


def needs_of(subject: Room | Equipment) -> list[Need]:
    """What must stand, in order; a room needs its three qualifications."""
    if isinstance(subject, Room):
        return list(QUALIFICATIONS)
    found = [need for need in QUALIFICATIONS if need in subject.qualifications]
    if subject.calibration_months:
        found.append(Need.CALIBRATION)
    if subject.maintenance_months:
        found.append(Need.MAINTENANCE)
    return found


def months_of(subject: Room | Equipment, kind: EvidenceKind) -> int | None:
    """How many months such evidence holds at most; None where nothing is due again."""
    if isinstance(subject, Room):
        return room_months(subject) if kind in DUE_AGAIN else None
    if kind in DUE_AGAIN:
        return subject.requalification_months
    if kind == EvidenceKind.CALIBRATION:
        return subject.calibration_months
    return subject.maintenance_months if kind == EvidenceKind.MAINTENANCE else None


def room_months(room: Room) -> int | None:
    """6 for grades A and B, also where a zone of grade A lies in the room, 12 for C and D.

    The site may choose less; for a room that is not classified it chooses freely.
    """
    limits = [LATEST.get(Grade(room.grade)), room.requalification_months]
    if room.grade not in CLEANEST and holds_zone_a(room):
        limits.append(LATEST[Grade.A])
    return min((one for one in limits if one), default=None)


def holds_zone_a(room: Room) -> bool:
    return room.zones.filter(ended_at__isnull=True, grade=Grade.A).exists()


def needs_blockers(needs: Needs) -> Iterator[Blocker]:
    """Months that can be meant, and qualifications that there are."""
    for name in MONTHS:
        months = getattr(needs, name)
        if months is not None and not 1 <= months <= MOST_MONTHS:
            yield Blocker(
                "OUT_OF_RANGE", _("%(months)s months cannot be.") % {"months": months},
                clears=_("Accepted: 1 to %(most)s, or empty.") % {"most": MOST_MONTHS}, field=name,
            )  # fmt: skip
    if unknown := set(needs.qualifications) - {one.value for one in QUALIFICATIONS}:
        yield Blocker(
            "UNKNOWN", _("“%(name)s” is no qualification.") % {"name": ", ".join(sorted(unknown))},
            field="qualifications",
        )  # fmt: skip
