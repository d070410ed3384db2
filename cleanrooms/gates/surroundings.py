"""What must hold between a room, the zones in it and the rooms beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Containment, Grade, Neighbour, Passage, Room, Zone
from integrity.gates import gate
from integrity.refusals import Blocker

LEAST_PA = Decimal(10)


@gate
def surroundings_blockers(room: Room) -> Iterator[Blocker]:
    """Its zones stay cleaner than the room, and its pressure differences as they must be."""
    for zone in room.zones.filter(ended_at__isnull=True):
        zone.room = room
        yield from zone_blockers(zone)
    found = Neighbour.objects.filter(Q(room=room) | Q(other=room), ended_at__isnull=True)
    for one in found.select_related("room", "other"):
        if one.room_id == room.pk:
            one.room = room
        else:
            one.other = room
        yield from pressure_blockers(one)


@gate
def zone_blockers(zone: Zone) -> Iterator[Blocker]:
    """A zone is cleaner than the room around it (Annex 1 4.4); its cabinet stands in the room."""
    grade, around = Grade(zone.grade), Grade(zone.room.grade)
    if around.is_at_least(grade):
        yield Blocker(
            "ZONE_NOT_CLEANER",
            _("%(zone)s is %(grade)s, and room %(room)s around it is %(around)s.")
            % {
                "zone": zone, "grade": grade.label, "room": zone.room, "around": around.label,
            },
            clears=_("A zone has a cleaner grade than its room."), field="grade",
        )  # fmt: skip
    if zone.equipment is not None and zone.equipment.room_id != zone.room_id:
        yield Blocker(
            "ELSEWHERE",
            _("%(device)s stands in %(room)s.")
            % {"device": zone.equipment, "room": zone.equipment.room},
            clears=_("Choose a device of this room."), field="equipment",
        )  # fmt: skip


@gate
def pressure_blockers(one: Neighbour) -> Iterator[Blocker]:
    """Air flows from the cleaner room to the other, at 10 Pa or more (Annex 1 4.14).

    Less, or the other way round into a room of containment, is justified; through a wall nothing
    flows.
    """
    if one.passage == Passage.WALL:
        return
    room, other = Grade(one.room.grade), Grade(one.other.grade)
    if room == other:
        return
    if one.least_pa is None:
        yield Blocker(
            "NO_PRESSURE",
            _("%(room)s is %(grade)s and %(other)s is %(of)s: a difference must be held.")
            % {"room": one.room, "grade": room.label, "other": one.other, "of": other.label},
            clears=_("Give it in Pa: %(room)s minus %(other)s.")
            % {"room": one.room, "other": one.other},
            field="least_pa",
        )  # fmt: skip
        return
    cleaner, dirtier = (one.room, one.other) if room.is_at_least(other) else (one.other, one.room)
    outwards = one.difference_seen_from(cleaner) or Decimal(0)
    if outwards < 0 and cleaner.containment == Containment.NONE:
        yield Blocker(
            "FLOWS_INWARDS",
            _("Air would flow from %(dirtier)s into %(cleaner)s, which is cleaner.")
            % {"dirtier": dirtier, "cleaner": cleaner},
            clears=_("Only a room of a containment level may be a sink."), field="least_pa",
        )  # fmt: skip
    elif outwards < LEAST_PA and not one.justification:
        yield Blocker(
            "NOT_JUSTIFIED",
            _("A difference of %(pa)s Pa is less than %(least)s Pa outwards.")
            % {"pa": f"{outwards:f}", "least": LEAST_PA},
            clears=_("Say why it is enough, or why the room is a sink."), field="justification",
        )  # fmt: skip
