"""How a count is judged: by the levels in force where and when the sample was taken."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from cleanrooms.models import Grade
from measures.verdicts import Verdict
from monitoring.levels import LevelBook, Levels, scopes_of
from monitoring.models import (
    Count,
    CountRole,
    ExcursionClass,
    Occupancy,
    Parameter,
    Purpose,
    Sample,
)

LITRES = Decimal(1000)  # in a cubic metre
WORST = (
    Verdict.NOT_JUDGED, Verdict.WITHIN, Verdict.BELOW_ALERT, Verdict.ABOVE_ALERT,
    Verdict.BELOW_ACTION, Verdict.ABOVE_ACTION,
)  # fmt: skip
CLASSES = {
    Verdict.ABOVE_ALERT: ExcursionClass.ALERT, Verdict.BELOW_ALERT: ExcursionClass.ALERT,
    Verdict.ABOVE_ACTION: ExcursionClass.ACTION, Verdict.BELOW_ACTION: ExcursionClass.ACTION,
}  # fmt: skip
TWO_PERSONS = frozenset({Grade.A, Grade.B})


def value_of(sample: Sample, counted: int) -> Decimal:
    """In the parameter's unit: per m³ of air by the volume; a plate or glove as it was counted,
    whatever its exposure.
    """
    if sample.volume_l is None:
        return Decimal(counted)
    volume: Decimal = sample.volume_l
    return Decimal(counted) * LITRES / volume


def levels_of(book: LevelBook, sample: Sample, parameter: Parameter) -> Levels:
    """Of its site, or of the room for a person, with the grade when the round began."""
    around = sample.round
    if sample.since is None:
        raise ValueError(f"{sample} is not taken.")
    return book.asked(
        scopes_of(sample.site or around.room, sample.grade), parameter,
        Occupancy(around.occupancy), sample.since, purpose=Purpose(around.purpose),
    )  # fmt: skip


def judged(levels: Levels, sample: Sample, value: Decimal) -> Verdict:
    """Any growth in grade A is above action, whatever the levels say (Annex 1 9.30)."""
    verdict = levels.judged(value)
    if sample.grade == Grade.A and levels.parameter.is_viable and value > 0:
        return Verdict.ABOVE_ACTION
    return verdict


def needs_second(sample: Sample, verdict: Verdict) -> bool:
    """Another person counts what is beyond a level, and every plate of grade A and B."""
    return sample.way.is_plate and (sample.grade in TWO_PERSONS or verdict in CLASSES)


def in_force(counts: Iterable[Count]) -> Count | None:
    """What a sample is judged by: the last correction, else the higher of two counts. They are
    never averaged (Annex 1 Table 6).
    """
    rows = sorted(counts, key=lambda one: one.edition)
    corrections = [one for one in rows if one.role == CountRole.CORRECTION]
    if corrections:
        return corrections[-1]
    return max(rows, key=lambda one: (one.counted, one.edition), default=None)


def worst(verdicts: Iterable[str]) -> Verdict:
    return max((Verdict(one) for one in verdicts), key=WORST.index, default=Verdict.NOT_JUDGED)
