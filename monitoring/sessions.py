"""Work in grade A: its particles are counted all the time, from its beginning to its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from cleanrooms.models import Grade, Purpose, Room, RoomUse, Zone
from materials.models import Lot
from monitoring.channels.coverage import Period, uncovered
from monitoring.models import Channel, Parameter
from quality.models import Deviation

COUNTED = (Parameter.PARTICLES_05, Parameter.PARTICLES_5)
SESSION = RoomUse._meta.label_lower

Place = Room | Zone


@dataclass(frozen=True)
class Missing:
    """Of one grade A place no count of the parameter is known in these stretches."""

    where: Place
    parameter: Parameter
    spans: list[tuple[datetime, datetime]]
    has_channel: bool


@dataclass(frozen=True)
class Session:
    """A use of a room with grade A in it; complete when nothing is missing (Annex 1 9.16)."""

    use: RoomUse
    missing: list[Missing]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def without(self) -> timedelta:
        """The longest time that is missing of any place and parameter."""
        lengths = [sum((b - a for a, b in one.spans), timedelta()) for one in self.missing]
        return max(lengths, default=timedelta())


def sessions() -> QuerySet[RoomUse]:
    """Production and media fills that began in a room with grade A."""
    grade_a = Q(room__grade=Grade.A) | Q(room__zones__grade=Grade.A)
    found = RoomUse.objects.filter(
        grade_a, begun_at__isnull=False, purpose__in=(Purpose.PRODUCTION, Purpose.MEDIA_FILL)
    )
    listed = found.select_related("room", "lot", "product").prefetch_related("room__zones")
    return listed.order_by("-begun_at").distinct()


def sessions_of(uses: Sequence[RoomUse], at: datetime) -> list[Session]:
    """Each looked at until its end, or until now; the queries are as many as for one."""
    channels = _channels({use.room_id for use in uses})
    asked = [
        (use, place, parameter, channels[place.pk, parameter])
        for use in uses for place in grade_a_of(use.room, use.begun_at or at)
        for parameter in COUNTED
    ]  # fmt: skip
    spans = uncovered(
        [Period(of, use.begun_at or at, use.ended_at or at) for use, _place, _what, of in asked]
    )
    missing: dict[UUID, list[Missing]] = defaultdict(list)
    for (use, place, parameter, of), found in zip(asked, spans, strict=True):
        if found:
            missing[use.pk].append(Missing(place, parameter, found, bool(of)))
    return [Session(use, missing[use.pk]) for use in uses]


def grade_a_of(room: Room, at: datetime) -> list[Place]:
    """The room itself, or its zones of grade A that were there then."""
    if room.grade == Grade.A:
        return [room]
    zones = [one for one in room.zones.all() if one.grade == Grade.A]
    return [one for one in zones if one.ended_at is None or one.ended_at > at]


def _channels(rooms: Iterable[UUID]) -> dict[tuple[UUID | None, str], list[Channel]]:
    """By their place and parameter; ended ones too: they counted then."""
    inside = Q(zone__room__in=rooms) | Q(room__in=rooms, zone=None)
    found: dict[tuple[UUID | None, str], list[Channel]] = defaultdict(list)
    for one in Channel.objects.filter(inside, parameter__in=COUNTED, equipment=None):
        found[one.zone_id or one.room_id, one.parameter].append(one)
    return found


def sessions_of_lot(lot: Lot) -> QuerySet[RoomUse]:
    return sessions().filter(Q(lot=lot) | Q(number=lot.number))


def answered(uses: Iterable[RoomUse]) -> set[UUID]:
    """Those with a closed deviation about them: it was found what the missing counts mean."""
    keys = [use.pk for use in uses]
    about = Deviation.objects.filter(subject_kind=SESSION, subject_id__in=keys)
    closed = about.filter(closed_at__isnull=False).values_list("subject_id", flat=True)
    return {key for key in closed if key is not None}
