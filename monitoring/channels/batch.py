"""Readings that come in together, in one order and with one digest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from operator import itemgetter

Row = tuple[int, datetime, Decimal]  # number of the channel, when in UTC, value in its unit

CHANNEL_AND_TIME = itemgetter(0, 1)


class ReadingBatch:
    """At least one reading, sorted by channel and time, each channel and time once.

    Raises ValueError for the first channel and time that stands twice, and for times that are not
    in UTC. Its text is its digest, so that a command called with it is known again by what it was
    called with.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = sorted(rows, key=CHANNEL_AND_TIME)
        if not self.rows:
            raise ValueError("A batch has at least one reading.")
        if any(at.utcoffset() for _number, at, _value in self.rows):
            raise ValueError("The times of readings are in UTC.")
        if len(set(map(CHANNEL_AND_TIME, self.rows))) < len(self.rows):
            number, at = _first_twice(self.rows)
            raise ValueError(f"Channel {number} has two readings at {at}.")

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return self.digest

    @cached_property
    def lines(self) -> list[str]:
        """As COPY takes them: number, time in UTC, value, between tabs."""
        return [line_of(*row) for row in self.rows]

    @cached_property
    def digest(self) -> str:
        return digest_of(self.lines)

    @cached_property
    def numbers(self) -> list[int]:
        """Of its channels, ascending."""
        return sorted({row[0] for row in self.rows})

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """Of the first and of the last reading."""
        times = [row[1] for row in self.rows]
        return min(times), max(times)


def line_of(number: int, at: datetime, value: Decimal) -> str:
    """One reading, its time in UTC; PostgreSQL knows no negative zero, so neither does its line."""
    value = value or value.copy_abs()
    return f"{number}\t{at.isoformat()}\t{value:f}"


def digest_of(lines: Iterable[str]) -> str:
    """SHA-256 in hex over the lines, each ended by a line feed."""
    text = "\n".join(lines)
    return sha256((f"{text}\n" if text else "").encode()).hexdigest()


def _first_twice(rows: Iterable[Row]) -> tuple[int, datetime]:
    return next(one[:2] for one, after in pairwise(rows) if one[:2] == after[:2])
