"""Two years of qualification, calibration, maintenance and use of the demo; all of it invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cgtlims.demo.pen import Pen
from cleanrooms.commands.equipment_use import begin_use, end_use
from cleanrooms.commands.evidence import record_evidence, release_evidence
from cleanrooms.commands.maintenance import begin_maintenance
from cleanrooms.evidence_details import EvidenceDetails
from cleanrooms.models import (
    Equipment,
    Evidence,
    EvidenceKind,
    MaintenanceKind,
    Outcome,
    Room,
    RoomKind,
)
from cleanrooms.needs import months_of, needs_of
from integrity.signatures.meanings import Meaning
from people.models import User
from people.models.qualification import day_of
from people.qualifications import after_months

KIND, DAY = EvidenceKind, timedelta(days=1)
EARLY, SIGNED = timedelta(days=12), timedelta(hours=26)
FIRMS = {
    KIND.CALIBRATION: ("Kalibra BV", "CAL"), KIND.MAINTENANCE: ("Servantis NV", "SRV"),
    KIND.INSTALLATION: ("Site engineering", "IQ"), KIND.OPERATION: ("Site engineering", "OQ"),
    KIND.PERFORMANCE: ("Site validation", "PQ"), KIND.REQUALIFICATION: ("Site validation", "RQ"),
}  # fmt: skip
# What nobody did in time, and what runs out in the next days.
LATE = {
    ("CR13", KIND.REQUALIFICATION), ("INC-07", KIND.CALIBRATION), ("CEN-04", KIND.MAINTENANCE),
}  # fmt: skip
ENDED, SOON = timedelta(days=9), timedelta(days=16)
ENDS_SOON = {("PC-11", KIND.CALIBRATION), ("AL07", KIND.REQUALIFICATION)}
BAD, REPAIRED = "CNT-01", "PCR-01"
USES = (
    ("CNT-01", "trieger", "Cell count, control sample", 40, 1),
    ("CNT-01", "trieger", "Cell count, training", 12, 1),
    ("INC-03", "aowusu", "Media fill MF-031, trays 1 to 4", 2, 0),
    ("INC-08", "trieger", "Plates of round 47", 3, 0),
)


class Clerk:
    """Records what was done as the facility manager, and has it released by quality assurance."""

    def __init__(self, users: dict[str, User], pen: Pen, founded: datetime, now: datetime) -> None:
        self.manager, self.quality = users["nbakker"], users["mlindqvist"]
        self.pen, self.founded, self.now = pen, founded, now

    def record(self, subject: Room | Equipment, kind: EvidenceKind, done: datetime) -> Evidence:
        """Recorded the day after it was done, never before the facility was founded."""
        firm, code = FIRMS[kind]
        details = EvidenceDetails(
            kind=kind, outcome=Outcome.PASSED, performed_at=done, performer=firm,
            reference=f"{code}-{done:%y%m%d}-{subject.code}",
            as_found=Outcome.PASSED if kind == KIND.CALIBRATION else "",
            last_day=self.last_day(subject, kind, done),
        )  # fmt: skip
        at = max(done + DAY, self.founded)
        return record_evidence(subject=subject, details=details, by=self.manager, at=at)

    def release(self, evidence: Evidence) -> None:
        at = evidence.recorded_at + SIGNED
        known = self.pen.attest(evidence, Meaning.APPROVED, by=self.quality, at=at)
        release_evidence(evidence=evidence, by=self.quality, at=at, attested=known)

    def last_day(
        self, subject: Room | Equipment, kind: EvidenceKind, done: datetime
    ) -> date | None:
        """As long as it may hold; less, where the demo has it overdue or due soon."""
        latest = after_months(day_of(done), months_of(subject, kind))
        return min([latest, *self.stops(subject, kind)]) if latest else None

    def stops(self, subject: Room | Equipment, kind: EvidenceKind) -> list[date]:
        """The day after which nobody did it again, where there is one."""
        named = (subject.code, KIND.REQUALIFICATION if kind == KIND.PERFORMANCE else kind)
        cuts = [cut for cut, codes in ((-ENDED, LATE), (SOON, ENDS_SOON)) if named in codes]
        return [day_of(self.now + cut) for cut in cuts]

    def keep(self, subject: Room | Equipment, kind: EvidenceKind, first: datetime) -> None:
        """Done at first and again shortly before it ends, until now."""
        done, again = first, kind
        while done + DAY + SIGNED < self.now:
            evidence = self.record(subject, again, done)
            self.release(evidence)
            if evidence.valid_until is None or evidence.last_day in self.stops(subject, again):
                return
            if again == KIND.PERFORMANCE:
                again = KIND.REQUALIFICATION
            done = evidence.valid_until - EARLY


def make_status(users: dict[str, User], pen: Pen, founded: datetime, now: datetime) -> None:
    clerk = Clerk(users, pen, founded, now)
    subjects: list[Room | Equipment] = [
        *Room.objects.exclude(kind=RoomKind.DEVELOPMENT),
        *Equipment.objects.select_related("room"),
    ]
    for number, subject in enumerate(subjects):
        for need in needs_of(subject):
            kind = EvidenceKind(need)
            built = kind in (KIND.INSTALLATION, KIND.OPERATION)
            days = 365 if built else 3 + number * 7 % 80
            clerk.keep(subject, kind, founded - days * DAY)
    log_uses(users, now)
    find_bad(clerk)
    begin_maintenance(
        equipment=Equipment.objects.get(code=REPAIRED), kind=MaintenanceKind.REPAIR,
        note="Laser does not start", by=clerk.manager, at=now - 2 * DAY,
    )  # fmt: skip


def find_bad(clerk: Clerk) -> None:
    """A counter that read too low, adjusted and waiting for its release."""
    at = clerk.now - 3 * DAY
    counter = Equipment.objects.get(code=BAD)
    details = EvidenceDetails(
        kind=KIND.CALIBRATION, outcome=Outcome.PASSED, as_found=Outcome.FAILED, performed_at=at,
        performer="Kalibra BV", reference=f"CAL-{at:%y%m%d}-{BAD}",
        reading_found="0.91 × 10⁶/mL at 1.00 × 10⁶/mL, limit ± 5 %",
        reading_left="0.99 × 10⁶/mL at 1.00 × 10⁶/mL",
        statement="The optics were clouded. Cleaned and adjusted.",
        last_day=clerk.last_day(counter, KIND.CALIBRATION, at),
    )  # fmt: skip
    record_evidence(subject=counter, details=details, by=clerk.manager, at=at + DAY)


def log_uses(users: dict[str, User], now: datetime) -> None:
    """So many days ago, for so many hours; 0 for what still runs."""
    devices = {one.code: one for one in Equipment.objects.all()}
    for code, who, purpose, days, hours in USES:
        at = now - days * DAY
        use = begin_use(equipment=devices[code], purpose=purpose, by=users[who], at=at)
        if hours:
            end_use(use=use, by=users[who], at=at + timedelta(hours=hours))
