"""Readings that come in together, in one order and with one digest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from operator import itemgetter, lt

Row = tuple[int, datetime, Decimal]  # number of the channel, when in UTC, value in its unit

CHANNEL_AND_TIME = itemgetter(0, 1)
ZERO = timedelta(0)
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class ReadingBatch:
    """At least one reading, sorted by channel and time, each channel and time once.

    Raises ValueError for the first channel and time that stands twice, and for times that are not
    in UTC. Its text is its digest, so that a command called with it is known again by what it was
    called with.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        if not self.rows:
            raise ValueError("A batch has at least one reading.")
        if any(
            at.tzinfo is not UTC and at.utcoffset() != ZERO for _number, at, _value in self.rows
        ):
            raise ValueError("The times of readings are in UTC.")
        if _is_ascending(self.rows):  # as files and sensors mostly send them
            return
        self.rows.sort(key=CHANNEL_AND_TIME)
        if not _is_ascending(self.rows):
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
        return [self.rows[first][0] for first, _after in self.parts()]

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """Of the first and of the last reading."""
        parts = list(self.parts())
        return (
            min(self.rows[first][1] for first, _after in parts),
            max(self.rows[after - 1][1] for _first, after in parts),
        )

    @cached_property
    def months(self) -> list[date]:
        """The first days of those that its readings are of, ascending."""
        found = set()
        for at, after in self.parts():
            while at < after:
                number, when, _value = self.rows[at]
                month = date(when.year, when.month, 1)
                found.add(month)
                following = (month + timedelta(days=32)).replace(day=1)
                at = self._place(number, datetime.combine(following, time(), UTC), at, after)
        return sorted(found)

    def parts(self) -> Iterator[tuple[int, int]]:
        """Of each channel: the place of its first row, and the place after its last."""
        at = 0
        while at < len(self.rows):
            after = self._place(self.rows[at][0] + 1, BEFORE_ALL, at, len(self.rows))
            yield at, after
            at = after

    def _place(self, number: int, at: datetime, begin: int, end: int) -> int:
        """Of the first row that is not before these, from `begin` until `end`."""
        return bisect_left(self.rows, (number, at), begin, end, key=CHANNEL_AND_TIME)


def line_of(number: int, at: datetime, value: Decimal) -> str:
    """One reading, its time in UTC; PostgreSQL knows no negative zero, so neither does its line."""
    value = value or value.copy_abs()
    return f"{number}\t{at.isoformat()}\t{value:f}"


def digest_of(lines: Iterable[str]) -> str:
    """SHA-256 in hex over the lines, each ended by a line feed."""
    text = "\n".join(lines)
    return sha256((f"{text}\n" if text else "").encode()).hexdigest()


def _is_ascending(rows: list[Row]) -> bool:
    """By channel and time, each once."""
    keys = list(map(CHANNEL_AND_TIME, rows))
    return all(map(lt, keys, keys[1:]))


def _first_twice(rows: Iterable[Row]) -> tuple[int, datetime]:
    return next(one[:2] for one, after in pairwise(rows) if one[:2] == after[:2])
