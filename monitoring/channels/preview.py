"""What adding the readings of a CSV would do: a dry run, which leaves nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from integrity.refusals import Blocker
from measures.problems import ValueProblem, gettext_noop
from monitoring.channels.batch import ReadingBatch
from monitoring.channels.rows import Fault, cells_of, known_channels, read_rows
from monitoring.channels.store import known_of
from monitoring.gates.readings import batch_blockers
from monitoring.models import Channel


@dataclass(frozen=True)
class Part:
    """The readings of one channel: how many, how many of them are stored, of when, how far."""

    channel: Channel
    count: int
    known: int
    first: datetime
    last: datetime
    least: Decimal
    most: Decimal

    @property
    def added(self) -> int:
        """How many are not stored yet."""
        return self.count - self.known


@dataclass(frozen=True)
class Preview:
    """`batch` is None when nothing can be read; it is added only without faults and blockers."""

    batch: ReadingBatch | None
    faults: list[Fault]
    blockers: list[Blocker]
    parts: list[Part]

    @property
    def may_be_added(self) -> bool:
        return self.batch is not None and not self.faults and not self.blockers


def preview_of_csv(text: str, at: datetime) -> Preview:
    """Of the text of a file; what is wrong with it as a whole is a fault of its first line."""
    try:
        return preview(cells_of(text), at)
    except ValueProblem as problem:
        return Preview(None, [Fault(1, "", problem)], [], [])
    except csv.Error as error:
        return Preview(None, [Fault(1, "", no_csv(error))], [], [])


def no_csv(error: csv.Error) -> ValueProblem:
    return ValueProblem(
        "NO_CSV",
        gettext_noop("This is no CSV: %(error)s."),
        gettext_noop("Accepted: CSV as RFC 4180 has it, with commas or semicolons."),
        error=str(error),
    )


def preview(records: Iterable[tuple[int, Mapping[str, str]]], at: datetime) -> Preview:
    """Of rows with their numbers."""
    known = known_channels()
    rows, faults = read_rows(records, known)
    if not rows:
        return Preview(None, faults or [nothing()], [], [])
    batch = ReadingBatch(rows)
    channels = [one for one in known.values() if one.number in set(batch.numbers)]
    with transaction.atomic():
        blockers = list(batch_blockers(batch, channels=channels, at=at))
        parts = list(_parts(batch, channels))
    return Preview(batch, faults, blockers, parts)


def _parts(batch: ReadingBatch, channels: list[Channel]) -> Iterable[Part]:
    stored = known_of(batch)
    of_number: dict[int, list[tuple[datetime, Decimal]]] = {}
    for number, at, value in batch.rows:
        of_number.setdefault(number, []).append((at, value))
    for channel in sorted(channels, key=lambda one: one.code):
        found = of_number[channel.number]
        values = [value for _at, value in found]
        yield Part(
            channel, len(found), stored.get(channel.number, 0), found[0][0], found[-1][0],
            min(values), max(values),
        )  # fmt: skip


def nothing() -> Fault:
    """There are no rows at all."""
    problem = ValueProblem(
        "NO_READING",
        gettext_noop("There is no reading."),
        gettext_noop("Accepted: at least one line after the names of the columns."),
    )
    return Fault(2, "", problem)
