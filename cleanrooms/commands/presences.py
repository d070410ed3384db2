"""Persons going into rooms and out of them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.exits import follow_exit
from cleanrooms.exposures.keeping import expose
from cleanrooms.gates.entry import entry_blockers, exit_requires_plates
from cleanrooms.gates.plates import meeting_blockers
from cleanrooms.models import PlateDemand, Presence, Room
from cleanrooms.room_states import told_late
from integrity.commands import command, say
from integrity.moments import in_zone
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from people.models import User
from people.permissions import Permission


@command(permission=Permission.USE_ROOM)
def enter_room(
    *, room: Room, person: User, by: User, at: datetime, happened_at: datetime | None = None
) -> Presence:
    """The person is in the room from now on; where they were before they leave at that moment."""
    room, moment = room.lock(), happened_at or at
    refuse_if(entry_blockers(room, by=person, at=moment))
    left = [_leave(one, by, moment) for one in Presence.objects.inside().filter(person=person)]
    _refuse_between(person, moment)
    presence = Presence.objects.create(room=room, person=person, entered_at=moment, entered_by=by)
    expose(presence)
    told = {"room": room.code, "person": person.username, "left": [one.room.code for one in left]}
    say("room.entered", about=presence, details={**told, **told_late(moment, at)})
    return presence


@command(permission=Permission.USE_ROOM)
def leave_room(
    *, presence: Presence, by: User, at: datetime, happened_at: datetime | None = None
) -> Presence:
    """The person is out; from grade A or B personnel plates are due now (Annex 1 9.25)."""
    moment = happened_at or at
    presence = presence.lock()
    if presence.left_at is not None:
        told = {"person": presence.person, "at": in_zone(presence.left_at)}
        raise refuse("LEFT_ALREADY", _("%(person)s left at %(at)s.") % told)
    presence = _leave(presence, by, moment)
    said = {"room": presence.room.code, "person": presence.person.username}
    say("room.left", about=presence, details={**said, **told_late(moment, at)})
    return presence


@command(permission=Permission.TAKE_SAMPLES)
def meet_plate_demand(
    *, demand: PlateDemand, plates: str, by: User, at: datetime,
    happened_at: datetime | None = None,
) -> PlateDemand:  # fmt: skip
    """The plates of an exit were taken after it; their codes say which, with blanks between."""
    demand, plates, moment = demand.lock(), one_line(plates), happened_at or at
    refuse_if(meeting_blockers(demand, plates=plates))
    if moment < demand.demanded_at:
        told = {"person": demand.presence.person, "at": in_zone(demand.demanded_at)}
        raise refuse("LEFT_LATER", _("%(person)s left at %(at)s.") % told)
    demand.plates, demand.met_at, demand.met_by = plates, moment, by
    demand.store()
    say("plate_demand.met", about=demand, details={"plates": plates, **told_late(moment, at)})
    return demand


def _leave(presence: Presence, by: User, moment: datetime) -> Presence:
    """Out at this moment, and what follows from it."""
    if moment < presence.entered_at:
        told = {"person": presence.person, "at": in_zone(presence.entered_at)}
        raise refuse("ENTERED_LATER", _("%(person)s went in at %(at)s.") % told)
    presence.left_at, presence.left_by = moment, by
    presence.store()
    expose(presence)
    if exit_requires_plates(presence.room):
        demand = PlateDemand.objects.create(presence=presence, demanded_at=moment)
        follow_exit(demand, by=by, at=moment)
    return presence


def _refuse_between(person: User, moment: datetime) -> None:
    """An entry that comes late is not within a stay that is known already."""
    later = Presence.objects.filter(person=person, left_at__gt=moment).first()
    if later is not None:
        told = {"person": person, "room": later.room, "at": in_zone(later.entered_at)}
        raise refuse(
            "ELSEWHERE", _("%(person)s was in %(room)s from %(at)s on.") % told,
            clears=_("Look at where they are now."),
        )  # fmt: skip
