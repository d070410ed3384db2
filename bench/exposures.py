"""What-if over a million exposures: a day in one room, a month in a device, a year in a room."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from bench.exposed_rows import fill
from bench.figures import Figure, at_least, at_most
from bench.scenes import facility
from bench.timing import seconds
from cleanrooms.exposures.answer import Answer, what_if
from cleanrooms.exposures.lines import lines_of
from cleanrooms.exposures.places import Place
from cleanrooms.models import Equipment, Exposure, Room
from materials.models import Lot

ASKED, LONG = 60, 5
DAY = timedelta(days=1)


def figures() -> Iterator[Figure]:
    """Each question is the whole answer: lots, containers, persons, what was made, with names."""
    facility()
    fill(Lot.objects.filter(owner__isnull=True).earliest("entered_at"))
    yield at_least("what-if-exposures", Exposure.objects.count(), "rows", "1000000")
    rng, now = random.Random(1), timezone.now()  # noqa: S311
    rooms, devices = list(Room.objects.all()), list(Equipment.objects.all())
    days = rng.sample(range(10, 350), ASKED)

    def asked(place: Place, ago: int, days: int) -> Callable[[], Answer]:
        since = now - ago * DAY
        return partial(whole, place, since, since + days * DAY)

    by_day = [asked(Place(room=rng.choice(rooms)), ago, 1) for ago in days]
    answer = by_day[0]()
    yield at_least("what-if-day-lines", len(lines_of(answer)), "lines", "100")
    yield at_most("what-if-day-median", median(by_day), "ms", "50")
    held = [asked(Place(device=rng.choice(devices)), ago, 1) for ago in days]
    yield at_most("what-if-device-day-median", median(held), "ms", "50")
    year = [asked(Place(room=room), 365, 365) for room in rooms[:LONG]]
    yield at_least("what-if-year-lines", len(lines_of(year[0]())), "lines", "10000")
    yield at_most("what-if-year-median", median(year), "ms", "10000")


def whole(place: Place, since: datetime, until: datetime) -> Answer:
    """The answer, and the lines that the page and the file show of it."""
    answer = what_if(place, since, until, timezone.now())
    lines_of(answer)
    return answer


def median(questions: list[Callable[[], Answer]]) -> float:
    """Milliseconds, each question asked of another place or day."""
    for ask in questions[:3]:
        ask()
    return 1000 * statistics.median(seconds(ask) for ask in questions)
