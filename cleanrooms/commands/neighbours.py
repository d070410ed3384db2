"""Which rooms lie side by side, and the pressure between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.surroundings import pressure_blockers
from cleanrooms.models import Neighbour, Passage, Room
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, Refused, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import User
from people.permissions import Permission

MOST_PA = Decimal(200)


@dataclass(frozen=True, kw_only=True)
class Border:
    """What is between two rooms: `least_pa` in Pa, signed, None where it is not controlled."""

    passage: Passage
    least_pa: Decimal | None = None
    justification: str = ""

    def put(self, one: Neighbour) -> None:
        one.passage, one.least_pa = self.passage, self.least_pa
        one.justification = one_line(self.justification)
        _refuse_unless_sound(one)


@command(permission=Permission.MANAGE_ROOMS)
def join_rooms(*, room: Room, other: Room, border: Border, by: Actor, at: datetime) -> Neighbour:
    """Two rooms are neighbours from now on, once; neither is changed meanwhile."""
    if room.pk == other.pk:
        raise refuse("SAME_ROOM", _("A room is not beside itself."), field="other")
    first, second = sorted((room, other), key=lambda one: one.pk)
    locked = {one.pk: one.lock() for one in (first, second)}
    one = Neighbour(room=locked[room.pk], other=locked[other.pk])
    border.put(one)
    refuse_if(pressure_blockers(one))
    twice = refuse(
        "JOINED_ALREADY",
        _("%(room)s and %(other)s are neighbours already.") % {"room": room, "other": other},
        field="other",
    )
    with unique(twice):
        one.save(force_insert=True)
    say("neighbour.joined", about=one, details=_said(one))
    return one


@command(permission=Permission.MANAGE_ROOMS)
def alter_border(
    *, neighbour: Neighbour, border: Border, reason: str, by: User, at: datetime
) -> Neighbour:
    """Changes what is between two rooms, or the difference, with the reason."""
    neighbour = _standing(neighbour)
    border.put(neighbour)
    refuse_if(pressure_blockers(neighbour))
    neighbour.store()
    say("neighbour.altered", about=neighbour, reason=reason, details=_said(neighbour))
    return neighbour


@command(permission=Permission.MANAGE_ROOMS)
def part_rooms(*, neighbour: Neighbour, reason: str, by: User, at: datetime) -> Neighbour:
    """They are neighbours no more: a wall was built, a door closed for good."""
    neighbour = _standing(neighbour)
    neighbour.ended_at, neighbour.ended_by = at, by
    neighbour.store()
    say("neighbour.parted", about=neighbour, reason=reason)
    return neighbour


def _standing(neighbour: Neighbour) -> Neighbour:
    """As it is now, locked, and both rooms with it, in the order that joining locks them."""
    for room in sorted((neighbour.room, neighbour.other), key=lambda one: one.pk):
        room.lock()
    now = neighbour.lock()
    if now.ended_at is not None:
        raise refuse("PARTED", _("%(both)s are neighbours no more.") % {"both": now})
    return now


def _refuse_unless_sound(one: Neighbour) -> None:
    if one.justification:
        refuse_if(text_blockers(Neighbour, justification=one.justification))
    if one.least_pa is not None and abs(one.least_pa) > MOST_PA:
        raise Refused(
            [
                Blocker(
                    "OUT_OF_RANGE",
                    _("%(pa)s Pa is no difference between rooms.") % {"pa": f"{one.least_pa:f}"},
                    clears=_("Accepted: -%(most)s to %(most)s Pa.") % {"most": MOST_PA},
                    field="least_pa",
                )
            ]
        )


def _said(one: Neighbour) -> dict[str, object]:
    pa = None if one.least_pa is None else f"{one.least_pa:f}"
    return {"passage": one.passage, "least_pa": pa}
