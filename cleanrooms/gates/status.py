"""Whether a room or a device may be used: qualified, calibrated, maintained, in service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Need, Room
from cleanrooms.standing import Line, Standing, lines_of
from integrity.gates import gate
from integrity.moments import in_zone
from integrity.refusals import Blocker, Overrule, Text
from people.models import User
from people.models.qualification import day_of

QUALITY = _("Its qualification is recorded, and released by quality assurance.")
AGAIN = _("It is requalified, and quality assurance releases that.")
CALIBRATED = _("It is calibrated, and another person releases that.")
MAINTAINED = _("It is maintained, and another person releases that.")


@gate
def status_blockers(
    subject: Room | Equipment, *, at: datetime, by: User | None = None
) -> Iterator[Blocker]:
    """A room or a device is used while its status is valid (Part IV 5, 10.1; Annex 1 4.32).

    Overruled, it is for this room or device and this day of the facility.
    """
    for one in unusable(subject, at=at):
        yield replace(one, about=f"{one.about} {day_of(at)}")


def unusable(subject: Room | Equipment, *, at: datetime) -> Iterator[Blocker]:
    """What stands against its use; `about` is its code."""
    if isinstance(subject, Room):
        yield from _room_out_of_service(subject)
    else:
        yield from _device_out_of_use(subject, at)
    lines = [line for line in lines_of(subject, at) if line.standing is not Standing.VALID]
    yield from _not_qualified(subject, [one for one in lines if one.need not in SERVICE])
    for line in lines:
        if line.need in SERVICE:
            code, clears = SERVICE[line.need]
            yield blocked(code, said(subject, line), clears, subject)


def _room_out_of_service(room: Room) -> Iterator[Blocker]:
    if room.present.is_shut:
        words = {"room": room.code, "state": room.present.label}
        fault = _("Room %(room)s is “%(state)s”.") % words
        yield blocked("ROOM_OUT_OF_SERVICE", fault, _("The room is declared clean."), room)


def _device_out_of_use(equipment: Equipment, at: datetime) -> Iterator[Blocker]:
    if equipment.out_of_service_at is not None:
        yield Blocker(
            "OUT_OF_SERVICE",
            _("%(code)s is out of service for good.") % {"code": equipment},
            clears=_("Use another device."), about=equipment.code,
        )  # fmt: skip
    for one in equipment.maintenances.running(at):
        words = {"code": equipment, "at": in_zone(one.began_at), "note": one.note}
        fault = _("%(code)s is in maintenance since %(at)s: %(note)s.") % words
        yield blocked("MAINTENANCE_OPEN", fault, MAINTAINED, equipment)


def _not_qualified(subject: Room | Equipment, lines: Iterable[Line]) -> Iterator[Blocker]:
    """What was never shown or failed in one reason, what is only overdue in its own."""
    lacking = [one for one in lines if one.standing is not Standing.OVERDUE]
    if lacking:
        parts = ", ".join(_lack(one) for one in lacking)
        fault = _("%(what)s is not qualified: %(parts)s.") % {"what": subject, "parts": parts}
        yield blocked("NOT_QUALIFIED", fault, QUALITY, subject)
    for line in lines:
        if line.standing is Standing.OVERDUE:
            yield blocked("REQUALIFICATION_OVERDUE", said(subject, line), AGAIN, subject)


def _lack(line: Line) -> str:
    told = _("%(need)s failed") if line.standing is Standing.FAILED else _("no %(need)s")
    label = str(line.need.label)
    return str(told % {"need": label[0].lower() + label[1:]})


def said(subject: Room | Equipment, line: Line) -> Text:
    """One need that does not stand, in a sentence."""
    words = {"what": subject, "need": line.need.label, "day": _day(line)}
    match line.standing:
        case Standing.FAILED:
            return _("%(need)s of %(what)s failed on %(day)s.") % words
        case Standing.OVERDUE:
            return _("%(need)s of %(what)s was due on %(day)s.") % words
        case _:
            return _("%(need)s of %(what)s is not shown.") % words


def _day(line: Line) -> str:
    if line.evidence is None:
        return ""
    failed = line.standing is Standing.FAILED
    on = day_of(line.evidence.performed_at) if failed else line.evidence.last_day
    return date_format(on, "j M Y") if on else ""


def blocked(code: str, message: Text, clears: Text, subject: Room | Equipment) -> Blocker:
    """A reason that a supervisor and a second person may overrule."""
    return Blocker(
        code, message, clears=clears, about=subject.code,
        overrule=Overrule.SUPERVISOR_AND_SECOND_PERSON,
    )  # fmt: skip


SERVICE: dict[Need, tuple[str, Text]] = {
    Need.CALIBRATION: ("NOT_CALIBRATED", CALIBRATED),
    Need.MAINTENANCE: ("MAINTENANCE_OVERDUE", MAINTAINED),
}
