"""Taking over a round that was written down on paper."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from integrity.commands import command, say
from integrity.refusals import refuse_if
from materials.commands.stock import use_material
from monitoring.beginning import PRINTS, new_round
from monitoring.counting import Read, lock_samples, new_sheet, write_counts
from monitoring.gates.paper import paper_blockers
from monitoring.levels import LevelBook
from monitoring.models import (
    Incubation,
    Round,
    RoundState,
    Sample,
    SampleKind,
    SampleState,
    SamplingPlan,
)
from monitoring.paper import PaperRound, PaperSample
from people.models import User
from people.permissions import Permission


@command(permission=Permission.COUNT_PLATES)
def take_over_round(
    *, plan: SamplingPlan, paper: PaperRound, by: User, at: datetime, book: LevelBook | None = None
) -> Round:
    """All of a round at once, as its paper record tells it: samples, incubation, both counts.

    It is judged, and what is beyond a level is an excursion, as if it were entered here. With what
    it was taken is written down and not asked for its status: it happened. `book` spares reading
    the levels again for many rounds.
    """
    refuse_if(paper_blockers(plan, paper=paper, at=at))
    around = new_round(plan, paper.sampled_by, paper.begun_at)
    samples = _samples(around, paper)
    around.state, around.taken_at, around.taken_by = (
        RoundState.TAKEN, paper.taken_at, paper.sampled_by,
    )  # fmt: skip
    around.store()
    Incubation.objects.bulk_create(
        Incubation(
            round=around, step=one.step, incubator=one.incubator, begun_at=one.begun_at,
            begun_by=paper.counted_by, begun_celsius=one.celsius, ended_at=one.ended_at,
            ended_by=paper.counted_by, ended_celsius=one.celsius,
        )
        for one in paper.incubations
    )  # fmt: skip
    plates = sum(bool(one.plate) for one in paper.samples)
    if paper.medium is not None and plates:
        use_material(
            container=paper.medium, quantity=Decimal(plates), purpose=str(around), by=by, at=at
        )
    book = book or LevelBook.read()
    _count(samples, paper, [one.counted for one in paper.samples], paper.counted_by, at, book)
    _count(samples, paper, [one.second for one in paper.samples], paper.second_by, at, book)
    details = {"plan": plan.code, "room": plan.room.code, "samples": len(samples)}
    say("round.taken_over", about=around, details=details)
    return around


def _samples(around: Round, paper: PaperRound) -> list[Sample]:
    prints = 0
    found = []
    for place, one in enumerate(paper.samples, start=1):
        sample = _sample(around, place, one, PRINTS[prints % len(PRINTS)])
        prints += one.person is not None
        sample.container = paper.medium if one.plate else None
        sample.exposed_by = paper.sampled_by if sample.way.is_exposed else None
        sample.taken_by = paper.sampled_by
        found.append(sample)
    return Sample.objects.bulk_create(found)


def _sample(
    around: Round, place: int, one: PaperSample, print_of: tuple[SampleKind, str]
) -> Sample:
    kind, part = (SampleKind(one.site.kind), "") if one.site else print_of
    return Sample(
        round=around, place=place, kind=kind, site=one.site, person=one.person, part=part,
        grade=one.site.grade if one.site else around.room.grade, plate=one.plate,
        volume_l=one.site.volume_l if one.site else None, state=SampleState.TAKEN,
        exposed_at=one.exposed_at if kind.is_exposed else None, taken_at=one.taken_at,
        sampler=one.sampler if kind.sampler else None,
    )  # fmt: skip


def _count(
    samples: list[Sample], paper: PaperRound, numbers: list[tuple[int, ...]], by: User,
    at: datetime, book: LevelBook,
) -> None:  # fmt: skip
    """One person's sheet, when that person read anything."""
    if not any(numbers):
        return
    locked = lock_samples(samples)
    read = [
        Read(locked[sample.pk], parameter, number)
        for sample, row in zip(samples, numbers, strict=True)
        for parameter, number in zip(sample.way.parameters, row, strict=False)
    ]
    write_counts(new_sheet(by, paper.counted_at), read, at, book=book)
