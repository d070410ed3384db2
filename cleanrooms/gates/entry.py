"""When a person may go into a room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade, PlateDemand, Presence, Purpose, Room, RoomUse
from integrity.gates import gate
from integrity.refusals import Blocker, Overrule
from people.gates import qualification_blockers
from people.models import Qualification, User
from people.models.qualification import day_of
from people.qualifications import ASEPTIC, GOWNING, after_months

BY_TWO = Overrule.SUPERVISOR_AND_SECOND_PERSON
SIMULATED_WITHIN = 12  # months


@gate
def entry_blockers(room: Room, *, by: User, at: datetime) -> Iterator[Blocker]:
    """Who goes in is gowned as qualified, and there is room for one more.

    Overruled, it is for this person and this day of the facility.
    """
    inside = set(Presence.objects.inside().filter(room=room).values_list("person", flat=True))
    if by.pk in inside:
        yield Blocker("INSIDE", _("%(person)s is in %(room)s.") % {"person": by, "room": room})
        return
    if room.most_persons is not None and len(inside) >= room.most_persons:
        yield Blocker(
            "FULL",
            _("%(room)s holds %(n)s persons at most.") % {"room": room, "n": room.most_persons},
            clears=_("Somebody leaves first."), overrule=BY_TWO, about=_today(room.code, by, at),
        )  # fmt: skip
    if not needs_gowning(room):
        return
    for blocker in qualification_blockers(by, kinds=[GOWNING], at=at):
        yield replace(blocker, about=_today(blocker.about, by, at))
    unproven = list(aseptic_blockers(room, by=by, at=at))
    if unproven and not RoomUse.objects.running(room).filter(purpose=Purpose.MEDIA_FILL).exists():
        yield from unproven
    yield from plate_blockers(by, at)


def needs_gowning(room: Room) -> bool:
    """Grade A and B (Annex 1 7.5)."""
    return Grade(room.grade).is_at_least(Grade.B)


def aseptic_blockers(room: Room, *, by: User, at: datetime) -> Iterator[Blocker]:
    """Who works in A or B took part in a process simulation within 12 months (Annex 1 7.6)."""
    if not needs_gowning(room):
        return
    held = Qualification.objects.valid(at).filter(user=by, kind__code=ASEPTIC)
    last: date | None = held.order_by("-achieved_on").values_list("achieved_on", flat=True).first()
    ends = after_months(last, SIMULATED_WITHIN) if last else None
    if ends is None or ends < day_of(at):
        yield Blocker(
            "NOT_SIMULATED",
            _("%(person)s took part in no aseptic process simulation within 12 months.")
            % {"person": by},
            clears=_("Take part in a media fill, or somebody else does it."),
            overrule=BY_TWO, about=_today(ASEPTIC, by, at),
        )  # fmt: skip


def plate_blockers(by: User, at: datetime) -> Iterator[Blocker]:
    """Plates of the last exit are taken before the next entry (Annex 1 9.25)."""
    for demand in (
        PlateDemand.objects.open().filter(presence__person=by).select_related("presence__room")
    ):
        room = demand.presence.room
        yield Blocker(
            "PLATES_DUE",
            _("%(person)s left %(room)s without personnel plates.") % {"person": by, "room": room},
            clears=_("Take the plates: the tablet of the room leads to them."),
            overrule=BY_TWO, about=_today("plates", by, at),
        )  # fmt: skip


def exit_requires_plates(room: Room) -> bool:
    """Each exit from grade A or B is one with personnel plates (Annex 1 9.25)."""
    return needs_gowning(room)


def _today(what: str, by: User, at: datetime) -> str:
    return f"{what} {by.username} {day_of(at)}"
