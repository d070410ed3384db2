"""Readings that come in together, in one order and with one digest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import pairwise

Row = tuple[int, datetime, Decimal]  # number of the channel, when (aware), value in its unit


class ReadingBatch:
    """At least one reading, sorted by channel and time, each channel and time once.

    Raises ValueError for the first channel and time that stands twice. Its text is its digest, so
    that a command called with it is known again by what it was called with.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: (row[0], row[1]))
        if not self.rows:
            raise ValueError("A batch has at least one reading.")
        for before, after in pairwise(self.rows):
            if before[:2] == after[:2]:
                raise ValueError(f"Channel {after[0]} has two readings at {after[1]}.")

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
    """One reading; PostgreSQL knows no negative zero, so neither does its line."""
    value = value.copy_abs() if value.is_zero() else value
    return f"{number}\t{at.astimezone(UTC).isoformat()}\t{value:f}"


def digest_of(lines: Iterable[str]) -> str:
    """SHA-256 in hex over the lines, each ended by a line feed."""
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
