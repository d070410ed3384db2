"""What follows from readings: excursions opened, lengthened, ended; gaps too."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from cleanrooms.models import Grade
from measures.limits import Limits
from monitoring.channels.gaps import Gap, gaps, next_reading
from monitoring.channels.islands import Island, islands
from monitoring.channels.segments import Segment, segments
from monitoring.commands.courses import Course, continue_excursion
from monitoring.commands.excursions import Found, open_excursion
from monitoring.levels import LevelBook
from monitoring.models import Channel, Excursion, ExcursionClass, Ingest, SourceKind
from monitoring.services import MONITORING

LOOK_BACK = timedelta(hours=24)


def follow_channel(channel: Channel, since: datetime, until: datetime, now: datetime) -> None:
    """Looks at the readings of the stretch and a day around it; may be asked again at any time.

    What was found before is known by its class and its time and only lengthened.
    """
    first, last = _stretch(channel, since, until)
    held = segments(channel, first, last + timedelta(microseconds=1), LevelBook.read())
    actions = _long_enough(channel, held, "action", first, last, now)
    for island in actions:
        _note(channel, ExcursionClass.ACTION, _course(channel, island, now), now)
    for island in _long_enough(channel, held, "alert", first, last, now):
        course = _course(channel, island, now)
        is_known = _known(channel, ExcursionClass.ALERT, course) is not None
        if is_known or not any(_overlap(island, one) for one in actions):
            _note(channel, ExcursionClass.ALERT, course, now)
    for gap in gaps(channel, first, last, now):
        _note(channel, ExcursionClass.GAP, _silence(channel, gap, now), now)


def _stretch(channel: Channel, since: datetime, until: datetime) -> tuple[datetime, datetime]:
    """A day more on both sides, and back to the start of what still goes on."""
    running = _of(channel).filter(ended_at__isnull=True).order_by("started_at").first()
    first = since - LOOK_BACK
    if running is not None:
        first = min(first, running.started_at)
    return first, until + LOOK_BACK


def _long_enough(
    channel: Channel, held: list[Segment], level: str, first: datetime, last: datetime,
    now: datetime,
) -> list[Island]:  # fmt: skip
    found = islands(channel, held, level, first, last)
    return [one for one in found if one.lasted(now) >= channel.delay]


def _overlap(one: Island, other: Island) -> bool:
    latest = datetime.max.replace(tzinfo=one.since.tzinfo)
    return one.since <= (other.until or latest) and other.since <= (one.until or latest)


def _course(channel: Channel, island: Island, now: datetime) -> Course:
    until = island.until
    if until is None and now - island.newest > channel.gap:
        until = island.newest + channel.gap  # the sensor is silent: nobody knows how it went on
    return Course(island.since, until, island.peak, island.peak_at, island.limits)


def _silence(channel: Channel, gap: Gap, now: datetime) -> Course:
    """Its length in minutes, against the longest that the channel allows."""
    until = gap.until or next_reading(channel, gap.since)
    minutes = _minutes((until or now) - gap.since)
    return Course(gap.since, until, minutes, until or now, Limits(upper=_minutes(channel.gap)))


def _minutes(length: timedelta) -> Decimal:
    return round(Decimal(int(length.total_seconds())) / 60, 1)


def _note(channel: Channel, kind: ExcursionClass, course: Course, now: datetime) -> None:
    known = _known(channel, kind, course)
    if known is None:
        open_excursion(found=_found(channel, kind, course), by=MONITORING, at=now)
    elif not course.is_of(known):
        continue_excursion(excursion=known, course=course, by=MONITORING, at=now)


def _known(channel: Channel, kind: ExcursionClass, course: Course) -> Excursion | None:
    """The excursion of the same class that touches this stretch."""
    begun_before = Q(started_at__lte=course.until) if course.until else Q()
    ended_after = Q(ended_at__isnull=True) | Q(ended_at__gte=course.since)
    return _of(channel).filter(begun_before, ended_after, kind=kind).order_by("started_at").first()


def _of(channel: Channel) -> QuerySet[Excursion]:
    return Excursion.objects.filter(source_kind=SourceKind.CHANNEL, source_id=channel.pk)


def _found(channel: Channel, kind: ExcursionClass, course: Course) -> Found:
    return Found(
        kind=kind, source=SourceKind.CHANNEL, source_id=channel.pk,
        label=f"{channel.code} {channel.where}"[:100], parameter=channel.what,
        limits=course.limits, room=channel.room, zone=channel.zone,
        grade=Grade(channel.zone.grade if channel.zone else channel.room.grade),
        since=course.since, until=course.until, peak=course.peak, peak_at=course.peak_at,
    )  # fmt: skip


def channels_of(ingest: Ingest) -> QuerySet[Channel]:
    """Those of which readings came in, with what their levels are asked of."""
    rows = Channel.objects.filter(code__in=ingest.channels)
    return rows.select_related("room", "zone", "neighbour", "equipment")
