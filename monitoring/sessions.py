"""Work in grade A: its particles are counted all the time, from its beginning to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from cleanrooms.models import Grade, Purpose, Room, RoomUse, Zone
from materials.models import Lot
from monitoring.channels.coverage import uncovered
from monitoring.models import Channel, Parameter
from quality.models import Deviation

COUNTED = (Parameter.PARTICLES_05, Parameter.PARTICLES_5)
SESSION = RoomUse._meta.label_lower


@dataclass(frozen=True)
class Missing:
    """Of one grade A place no count of the parameter is known in these stretches."""

    where: Room | Zone
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
    return found.select_related("room", "lot", "product").order_by("-begun_at").distinct()


def session_of(use: RoomUse, at: datetime) -> Session:
    """Looked at until its end, or until now."""
    begun = use.begun_at or at
    places = grade_a_of(use.room, begun)
    return Session(use, list(_missing(places, begun, use.ended_at or at)))


def grade_a_of(room: Room, at: datetime) -> list[Room | Zone]:
    """The room itself, or its zones of grade A that were there then."""
    if room.grade == Grade.A:
        return [room]
    standing = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    return list(room.zones.filter(standing, grade=Grade.A))


def _missing(places: Iterable[Room | Zone], since: datetime, until: datetime) -> Iterator[Missing]:
    for place in places:
        for parameter in COUNTED:
            channels = list(channels_at(place, parameter))
            spans = uncovered(channels, since, until) if since < until else []
            if spans:
                yield Missing(place, parameter, spans, bool(channels))


def channels_at(place: Room | Zone, parameter: Parameter) -> QuerySet[Channel]:
    """Ended ones too: they counted then."""
    of_place = {"zone": place} if isinstance(place, Zone) else {"room": place, "zone": None}
    return Channel.objects.filter(parameter=parameter, equipment=None, **of_place)


def sessions_of_lot(lot: Lot) -> QuerySet[RoomUse]:
    return sessions().filter(Q(lot=lot) | Q(number=lot.number))


def is_answered(use: RoomUse) -> bool:
    """A deviation about the use is closed: it was found what the missing counts mean."""
    about = Deviation.objects.filter(subject_kind=SESSION, subject_id=use.pk)
    return about.filter(closed_at__isnull=False).exists()
