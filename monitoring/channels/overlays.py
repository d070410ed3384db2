"""What a chart shows beside the readings: levels, excursions, who was in, what the room was for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Q, QuerySet

from cleanrooms.models import Presence, Room, RoomUse
from monitoring.channels.segments import Segment, segments
from monitoring.levels import LevelBook
from monitoring.models import Channel, Excursion, SourceKind
from monitoring.occupied import Span


@dataclass(frozen=True)
class Crowd:
    """So many persons in the room from `since` to `until`."""

    since: datetime
    until: datetime
    persons: int

    @property
    def height(self) -> int:
        """Of its bar in a drawing: the more, the higher."""
        return min(4 + 2 * self.persons, 12)


def levels_over(
    channel: Channel, since: datetime, until: datetime, book: LevelBook | None = None
) -> list[Segment]:
    return segments(channel, since, until, book or LevelBook.read())


def excursions_of(channel: Channel, since: datetime, until: datetime) -> QuerySet[Excursion]:
    """That overlap the stretch, oldest first."""
    found = Excursion.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=since),
        source_kind=SourceKind.CHANNEL, source_id=channel.pk, started_at__lt=until,
    )  # fmt: skip
    return found.select_related("room", "deviation").order_by("started_at", "number")


def crowds(room: Room, since: datetime, until: datetime) -> list[Crowd]:
    """How many were in at once; stretches with nobody are left out."""
    stays = Presence.objects.filter(Q(left_at__isnull=True) | Q(left_at__gt=since), room=room)
    spans: list[Span] = [
        (max(entered, since), min(left or until, until))
        for entered, left in stays.filter(entered_at__lt=until).values_list("entered_at", "left_at")
    ]
    edges = sorted({edge for span in spans for edge in span})
    found = []
    for begun, ended in pairwise(edges):
        persons = sum(one[0] <= begun and ended <= one[1] for one in spans)
        if persons:
            found.append(Crowd(begun, ended, persons))
    return found


def uses_over(room: Room, since: datetime, until: datetime) -> QuerySet[RoomUse]:
    """What the room was used for, that overlaps the stretch."""
    rows = RoomUse.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=since), room=room, begun_at__lt=until
    )
    return rows.select_related("lot", "product").order_by("begun_at")
