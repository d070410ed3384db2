"""What is recorded of a qualification, a calibration or a maintenance, and what may not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Evidence, EvidenceKind, Need, Outcome, Room
from cleanrooms.models.evidence_kind import SHOWS
from cleanrooms.needs import months_of
from integrity.refusals import Blocker
from integrity.texts import one_line, text_blockers
from people.models.qualification import day_of, end_of
from people.qualifications import after_months

ROOM_KINDS = (
    EvidenceKind.INSTALLATION, EvidenceKind.OPERATION, EvidenceKind.PERFORMANCE,
    EvidenceKind.REQUALIFICATION,
)  # fmt: skip
MOST = 4000
LINES = ("performer", "reference", "reading_found", "reading_left")


@dataclass(frozen=True, kw_only=True)
class EvidenceDetails:
    """All of it: who did it, a person or a firm; the number of its certificate or protocol."""

    kind: EvidenceKind
    outcome: Outcome
    performed_at: datetime
    performer: str
    reference: str
    statement: str = ""
    as_found: str = ""
    reading_found: str = ""
    reading_left: str = ""
    last_day: date | None = None

    def put(self, evidence: Evidence) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            setattr(evidence, field.name, one_line(value) if field.name in LINES else value)
        evidence.need = SHOWS[self.kind]
        evidence.statement = self.statement.strip()
        evidence.valid_until = end_of(self.last_day) if self.last_day else None


def evidence_blockers(evidence: Evidence, *, at: datetime) -> Iterator[Blocker]:
    """Done before it is recorded, by somebody, with a paper; it holds no longer than it may."""
    yield from text_blockers(Evidence, performer=evidence.performer, reference=evidence.reference)
    given = {one: getattr(evidence, one) for one in LINES[2:] if getattr(evidence, one)}
    yield from text_blockers(Evidence, **given)
    if len(evidence.statement) > MOST:
        yield Blocker(
            "LENGTH", _("This has %(length)s characters.") % {"length": len(evidence.statement)},
            clears=_("Accepted: up to %(most)s characters.") % {"most": MOST}, field="statement",
        )  # fmt: skip
    if evidence.performed_at > at:
        yield Blocker(
            "IN_THE_FUTURE", _("This is not done yet."),
            clears=_("Accepted: a moment that is over."), field="performed_at",
        )  # fmt: skip
    yield from _kind_blockers(evidence)
    yield from _calibration_blockers(evidence)
    yield from _until_blockers(evidence)


def _kind_blockers(evidence: Evidence) -> Iterator[Blocker]:
    subject, kind = evidence.subject, EvidenceKind(evidence.kind)
    if isinstance(subject, Room) and kind not in ROOM_KINDS:
        yield Blocker(
            "NOT_OF_A_ROOM", _("“%(kind)s” is of devices.") % {"kind": kind.label},
            clears=_("Accepted: a qualification."), field="kind",
        )  # fmt: skip
    elif kind == EvidenceKind.REQUALIFICATION and not _was_qualified(subject):
        yield Blocker(
            "NOT_QUALIFIED_YET",
            _("The performance of %(what)s was never qualified.") % {"what": subject},
            clears=_("Record its performance qualification; it is requalified after that."),
            field="kind",
        )  # fmt: skip


def _was_qualified(subject: Room | Equipment) -> bool:
    first = Evidence.objects.of(subject).standing().filter(kind=EvidenceKind.PERFORMANCE)
    return first.filter(released_at__isnull=False).exists()


def _calibration_blockers(evidence: Evidence) -> Iterator[Blocker]:
    """A calibration says how the device was found before it was adjusted; nothing else does."""
    is_calibration = evidence.kind == EvidenceKind.CALIBRATION
    if is_calibration and not evidence.as_found:
        yield Blocker(
            "REQUIRED", _("It is not said how the device was found."),
            clears=_("Say whether it was within its limits before anything was adjusted."),
            field="as_found",
        )  # fmt: skip
    if not is_calibration and (
        evidence.as_found or evidence.reading_found or evidence.reading_left
    ):
        yield Blocker(
            "ONLY_CALIBRATION", _("Only a calibration has readings as found and as left."),
            clears=_("Leave them empty; describe what was done in words."), field="as_found",
        )  # fmt: skip


def _until_blockers(evidence: Evidence) -> Iterator[Blocker]:
    """Where it is due again, it holds no longer than its interval from the day it was done."""
    if evidence.outcome == Outcome.FAILED:
        if evidence.last_day is not None:
            yield Blocker(
                "FAILED", _("What failed holds for no day."), clears=_("Leave the day empty."),
                field="last_day",
            )  # fmt: skip
        return
    done, last = day_of(evidence.performed_at), evidence.last_day
    months = months_of(evidence.subject, EvidenceKind(evidence.kind))
    latest = after_months(done, months)
    if last is None:
        if latest is not None:
            yield Blocker(
                "REQUIRED", _("It is due again every %(months)s months.") % {"months": months},
                clears=_("Give its last day, %(day)s or earlier.") % {"day": _day(latest)},
                field="last_day",
            )  # fmt: skip
    elif last <= done:
        yield Blocker(
            "ENDS_TOO_EARLY", _("It would end before it holds."),
            clears=_("Accepted: a day after %(day)s.") % {"day": _day(done)}, field="last_day",
        )  # fmt: skip
    elif latest is not None and last > latest:
        words = {"months": months, "what": evidence.subject, "day": _day(latest)}
        yield Blocker(
            "HOLDS_TOO_LONG",
            _("%(what)s is due again after %(months)s months at the latest.") % words,
            clears=_("Accepted: %(day)s or earlier.") % words, field="last_day",
        )  # fmt: skip
    elif not _need_of(evidence):
        yield Blocker(
            "REPAIR", _("A repair is not due again."), clears=_("Leave the day empty."),
            field="last_day",
        )  # fmt: skip


def _need_of(evidence: Evidence) -> bool:
    return evidence.kind in {*Need.values, EvidenceKind.REQUALIFICATION}


def _day(day: date) -> str:
    return date_format(day, "j M Y")
