"""Bodies of commands of counts: the rows, the judgement of each sample, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from materials.numbers import next_number
from measures.verdicts import Verdict
from monitoring.following import follow
from monitoring.judging import in_force, judged, levels_of, needs_second, value_of, worst
from monitoring.levels import LevelBook
from monitoring.models import Count, CountRole, CountSheet, Parameter, Round, Sample, SampleState
from people.models import User


@dataclass(frozen=True)
class Read:
    """What was read of one sample: whole colonies of the plate, or particles of the volume."""

    sample: Sample
    parameter: Parameter
    counted: int


def lock_samples(samples: Sequence[Sample]) -> dict[object, Sample]:
    """As they are now, their rounds locked first, in order, so that two never wait in a circle."""
    rounds = sorted({sample.round_id for sample in samples})
    list(Round.objects.select_for_update(no_key=True).filter(pk__in=rounds).order_by("pk"))
    rows = Sample.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk__in=[one.pk for one in samples]
    )
    rows = rows.select_related(
        "round__room", "round__plan", "site__zone", "site__room", "person", "container"
    ).prefetch_related("counts__sheet", "round__incubations", "round__plan__steps")
    return {one.pk: one for one in rows.order_by("pk")}


def new_sheet(by: User, at: datetime) -> CountSheet:
    return CountSheet.objects.create(number=next_number(CountSheet), counted_at=at, counted_by=by)


def write_counts(
    sheet: CountSheet,
    read: Sequence[Read],
    at: datetime,
    *,
    role: CountRole | None = None,
    reason: str = "",
    book: LevelBook | None = None,
) -> None:
    """The rows, the judgement of each sample, and what follows."""
    book = book or LevelBook.read()
    counts = [_count(book, sheet, one, role, reason) for one in read]
    Count.objects.bulk_create(counts)
    made: dict[object, list[Count]] = {}
    for count in counts:
        made.setdefault(count.sample_id, []).append(count)
    for rows in made.values():
        _judge(rows[0].sample, rows)
    for count in counts:
        follow(count, sheet=sheet, at=at)


def _count(
    book: LevelBook, sheet: CountSheet, one: Read, role: CountRole | None, reason: str
) -> Count:
    sample = one.sample
    levels = levels_of(book, sample, one.parameter)
    value = value_of(sample, one.counted)
    before = [count for count in sample.counts.all() if count.parameter == one.parameter]
    return Count(
        sample=sample, sheet=sheet, parameter=one.parameter,
        role=role or (CountRole.SECOND if before else CountRole.FIRST), edition=len(before) + 1,
        counted=one.counted, value=value, alert=levels.alert.upper, action=levels.action.upper,
        verdict=judged(levels, sample, value), reason=reason,
    )  # fmt: skip


def _judge(sample: Sample, new: list[Count]) -> None:
    """Counted once every parameter is, by as many people as it needs."""
    by_parameter: dict[str, list[Count]] = {}
    for count in [*sample.counts.all(), *new]:
        by_parameter.setdefault(count.parameter, []).append(count)
    standing = {name: in_force(rows) for name, rows in by_parameter.items()}
    found = [one for one in standing.values() if one is not None]
    sample.verdict = worst(one.verdict for one in found)
    sample.needs_second = any(
        needs_second(sample, Verdict(one.verdict)) for rows in by_parameter.values() for one in rows
    )
    sample.counted = found[0].counted if sample.way.is_plate else None
    asked = 2 if sample.needs_second else 1
    is_done = all(
        len(by_parameter.get(parameter, [])) >= asked for parameter in sample.way.parameters
    )
    if is_done and sample.state == SampleState.TAKEN:
        sample.state = SampleState.COUNTED
    sample.store()
