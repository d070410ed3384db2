"""The cleaner parts of rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.surroundings import zone_blockers
from cleanrooms.models import Equipment, Grade, Room, Zone
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class ZoneDetails:
    """All of a zone that may be altered."""

    name: str
    grade: Grade
    equipment: Equipment | None = None

    def put(self, zone: Zone) -> None:
        zone.name, zone.grade, zone.equipment = one_line(self.name), self.grade, self.equipment


@command(permission=Permission.MANAGE_ROOMS)
def define_zone(*, room: Room, code: str, details: ZoneDetails, by: Actor, at: datetime) -> Zone:
    """A zone of a room, under a code that no other ever has. The room is not changed meanwhile."""
    zone = Zone(room=room.lock(), code=one_line(code))
    details.put(zone)
    refuse_if(text_blockers(Zone, code=zone.code, name=zone.name))
    refuse_if(zone_blockers(zone))
    used = refuse(
        "CODE_USED",
        _("There is a zone %(code)s already.") % {"code": zone.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        zone.save(force_insert=True)
    say("zone.defined", about=zone, details={"room": zone.room.code, "grade": zone.grade})
    return zone


@command(permission=Permission.MANAGE_ROOMS)
def alter_zone(*, zone: Zone, details: ZoneDetails, reason: str, by: User, at: datetime) -> Zone:
    """Changes its name, its grade or what makes it, with the reason. Code and room stay."""
    zone = _standing(zone)
    details.put(zone)
    refuse_if(text_blockers(Zone, name=zone.name))
    refuse_if(zone_blockers(zone))
    zone.store()
    say("zone.altered", about=zone, reason=reason, details={"grade": zone.grade})
    return zone


@command(permission=Permission.MANAGE_ROOMS)
def end_zone(*, zone: Zone, reason: str, by: User, at: datetime) -> Zone:
    """There is no such zone any more; its record stays."""
    zone = _standing(zone)
    zone.ended_at, zone.ended_by = at, by
    zone.store()
    say("zone.ended", about=zone, reason=reason)
    return zone


def _standing(zone: Zone) -> Zone:
    """As it is now, locked, and its room with it."""
    zone.room.lock()
    now = zone.lock()
    if now.ended_at is not None:
        raise refuse("ENDED", _("There is no zone %(zone)s any more.") % {"zone": now})
    return now
