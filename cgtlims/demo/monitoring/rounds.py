"""90 days of rounds: what grows by grade and weekday, and the story of one person and one room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random

from cgtlims.demo.monitoring.samplers import sampler_of
from cleanrooms.models import Equipment, Grade
from materials.models import Container
from monitoring.commands.paper import take_over_round
from monitoring.levels import LevelBook
from monitoring.models import Purpose, Round, SampleKind, SamplingPlan, Site
from monitoring.paper import PaperIncubation, PaperRound, PaperSample
from people.models import User

SEED = 20261122
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
DAYS, LAST = 90, 7  # plates of later rounds are incubated still
SAMPLERS = ("jvermaat", "aowusu", "imolenaar")
# How often anything grows, in percent, and how much at most.
GROWTH = {Grade.A: (0, 0), Grade.B: (5, 2), Grade.C: (28, 8), Grade.D: (55, 24)}
MONDAY = 0
INCUBATORS = ("INC-08", "INC-09")  # of the first step of every plan, and of the second
# The story: days before now, what grew in CR02 at each letter, and on the gloves of one person.
STORY_ROOM, STORY_PERSON = "CR02", "sdijkhof"
STORY = {
    31: {"C": 2, "S": 1, "G": 1},
    27: {"C": 3, "S": 2, "G": 3},
    24: {"C": 4, "S": 3, "G": 3},
    20: {"C": 5, "S": 4, "G": 4},
    17: {"C": 7, "S": 4, "G": 6, "A-zone": 1},
    13: {"C": 1, "S": 0, "G": 0},
    7: {"C": 3, "S": 0, "G": 0},
}


@dataclass
class Diary:
    """The rounds of the demo by the days of their plans, one command each."""

    users: dict[str, User]
    now: datetime
    packs: list[Container]

    def __post_init__(self) -> None:
        self.random = Random(SEED)  # noqa: S311
        self.samplers = cycle(SAMPLERS)
        self.book = LevelBook.read()
        self.incubators = [Equipment.objects.get(code=code) for code in INCUBATORS]
        self.plates = 60_000

    def all(self) -> None:
        """In the order of days, so that runs of alerts are found as they came."""
        planned = sorted(
            ((day, plan.code, plan) for plan in plans() for day in self.days_of(plan)),
            key=lambda row: (-row[0], row[1]),
        )
        for day, _code, plan in planned:
            self.round(plan, day)

    def days_of(self, plan: SamplingPlan) -> Iterator[int]:
        """Days before now on which this plan was walked."""
        if plan.purpose != Purpose.MONITORING:
            yield 60
            return
        offset = sum(map(ord, plan.code)) % (plan.every_days or 7)
        for day in range(LAST + offset, DAYS, plan.every_days or 7):
            if plan.room.code != STORY_ROOM or day > max(STORY) + 2:
                yield day
        if plan.room.code == STORY_ROOM:
            yield from STORY

    def round(self, plan: SamplingPlan, day: int) -> Round:
        begun = self.now - day * DAY - 3 * HOUR + self.random.randrange(90) * MINUTE
        story = STORY.get(day, {}) if plan.room.code == STORY_ROOM else {}
        sampler = self.users[next(self.samplers)]
        samples = tuple(self.samples(plan, begun, story))
        incubations = tuple(self.incubated(plan, begun + 6 * HOUR))
        counted = incubations[-1].ended_at + 2 * HOUR if incubations else begun + 6 * HOUR
        paper = PaperRound(
            begun_at=begun, taken_at=begun + 5 * HOUR, sampled_by=sampler, samples=samples,
            medium=self.pack(len(samples)) if incubations else None, incubations=incubations,
            counted_at=counted, counted_by=self.users["lwouters"],
            second_by=self.users["trieger"],
        )  # fmt: skip
        return take_over_round(
            plan=plan, paper=paper, by=self.users["lwouters"], at=counted, book=self.book
        )

    def samples(
        self, plan: SamplingPlan, begun: datetime, story: dict[str, int]
    ) -> Iterator[PaperSample]:
        rows = plan.places.filter(removed_at__isnull=True).select_related(
            "site__zone", "site__room"
        )
        at = begun
        for row in rows:
            site, at = row.site, at + 4 * MINUTE
            long = 3 * HOUR if site.kind == SampleKind.SETTLE else 10 * MINUTE
            counted = self.counted(site, begun, story)
            yield PaperSample(
                site=site, exposed_at=at, taken_at=at + long, counted=counted,
                second=counted if self.is_second(site.grade, counted, site) else (),
                plate=self.plate() if site.way.is_plate else "", sampler=sampler_of(site),
            )  # fmt: skip
        if plan.room.grade == Grade.B and plan.purpose == Purpose.MONITORING:
            yield from self.prints(at, story)

    def prints(self, at: datetime, story: dict[str, int]) -> Iterator[PaperSample]:
        """Of one person at the exit of a grade B room: both gloves, chest and forearm."""
        who = STORY_PERSON if story else self.random.choice(SAMPLERS)
        for place in range(4):
            grown = self.grown(Grade.B, at)
            counted = (story.get("G", 0) if place < 2 else grown) if story else grown
            yield PaperSample(
                person=self.users[who], exposed_at=at, taken_at=at, counted=(counted,),
                second=(counted,), plate=self.plate(),
            )  # fmt: skip

    def counted(self, site: Site, begun: datetime, story: dict[str, int]) -> tuple[int, ...]:
        if site.kind == SampleKind.PARTICLES:
            most = {Grade.A: 900, Grade.B: 2_400, Grade.C: 190_000}.get(site.grade, 900)
            small = self.random.randrange(most // 3, most)
            return small, small // 400
        if story:
            letter = site.way.letter
            if site.zone is not None:
                return (story.get("A-zone", 0) if letter == "S" else 0,)
            return (story.get(letter, 0),)
        return (self.grown(site.grade, begun),)

    def grown(self, grade: Grade, at: datetime) -> int:
        """More on Mondays, when the rooms were shut for two days."""
        percent, most = GROWTH[grade]
        percent += 10 if at.weekday() == MONDAY and percent else 0
        return self.random.randint(1, most) if self.random.randrange(100) < percent else 0

    def is_second(self, grade: Grade, counted: tuple[int, ...], site: Site) -> bool:
        return site.way.is_plate and (grade in {Grade.A, Grade.B} or counted[0] > 12)

    def incubated(self, plan: SamplingPlan, into: datetime) -> Iterator[PaperIncubation]:
        for step, incubator in zip(plan.steps.all(), self.incubators, strict=False):
            out = into + step.least_hours * HOUR + self.random.randrange(6) * HOUR
            yield PaperIncubation(
                step=step, incubator=incubator, begun_at=into,
                ended_at=out, celsius=step.coldest + Decimal(self.random.randint(15, 35)) / 10,
            )  # fmt: skip
            into = out + HOUR / 4

    def plate(self) -> str:
        self.plates += 1
        return f"PL-{self.plates}"

    def pack(self, plates: int) -> Container:
        """The first that has as many left."""
        for pack in self.packs:
            pack.refresh_from_db()
            if pack.remaining >= plates:
                return pack
        raise LookupError("No pack of plates is left.")


def plans() -> list[SamplingPlan]:
    return list(SamplingPlan.objects.select_related("room").order_by("code"))
