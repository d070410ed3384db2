"""Reading readings: what was sent, row by row, into what is stored, or why it will not do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from integrity.reading.csv_lines import lines_of
from integrity.refusals import Blocker, from_problem
from measures.numbers import parse_decimal
from measures.problems import ValueProblem, gettext_noop
from monitoring.channels.batch import Row
from monitoring.models import Channel

COLUMNS = ("channel", "at", "value", "unit")
Known = Mapping[str, Channel]  # by code in lower case


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row, in which line and column, and what is accepted."""

    line: int
    column: str
    problem: ValueProblem

    @property
    def blocker(self) -> Blocker:
        return from_problem(self.problem, field=self.column)


def known_channels() -> dict[str, Channel]:
    return {one.code.lower(): one for one in Channel.objects.all()}


def cells_of(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each record of a CSV with its line. Raises ValueProblem unless the columns are these four,
    in any order.
    """
    lines = lines_of(text)
    first = next(lines, None)
    header = [name.strip().lower() for name in first[1]] if first else []
    if sorted(header) != sorted(COLUMNS):
        raise ValueProblem(
            "OTHER_COLUMNS",
            gettext_noop("The columns are %(found)s."),
            gettext_noop("Accepted: %(columns)s."),
            found=", ".join(header) or "–",
            columns=", ".join(COLUMNS),
        )
    for line, cells in lines:
        yield line, dict(zip(header, (cell.strip() for cell in cells), strict=False))


def read_rows(
    records: Iterable[tuple[int, Mapping[str, str]]], known: Known
) -> tuple[list[Row], list[Fault]]:
    """All that can be read, and everything that cannot; a channel and time that stand twice are
    a fault of the later row.
    """
    rows: list[Row] = []
    faults: list[Fault] = []
    seen: dict[tuple[int, datetime], int] = {}
    for line, cells in records:
        try:
            row = _row(cells, known)
        except _Wrong as wrong:
            faults.append(Fault(line, wrong.column, wrong.problem))
            continue
        if (first := seen.setdefault(row[:2], line)) != line:
            faults.append(Fault(line, "at", _twice(first)))
            continue
        rows.append(row)
    return rows, faults


class _Wrong(Exception):
    def __init__(self, column: str, problem: ValueProblem) -> None:
        self.column, self.problem = column, problem


def _row(cells: Mapping[str, str], known: Known) -> Row:
    channel = _channel(cells.get("channel", ""), known)
    _check_unit(cells.get("unit", ""), channel)
    return channel.number, _moment(cells.get("at", "")), _value(cells.get("value", ""))


def _channel(code: str, known: Known) -> Channel:
    found = known.get(code.lower())
    if found is None:
        raise _Wrong("channel", ValueProblem(
            "UNKNOWN_CHANNEL", gettext_noop("There is no channel “%(name)s”."),
            gettext_noop("Accepted: the code of a channel, as its page shows it."), name=code,
        ))  # fmt: skip
    return found


def _check_unit(said: str, channel: Channel) -> None:
    unit = channel.what.unit
    if said not in (unit.code, unit.symbol):
        raise _Wrong("unit", ValueProblem(
            "OTHER_UNIT", gettext_noop("“%(said)s” is not the unit of %(channel)s."),
            gettext_noop("Accepted: %(unit)s."), said=said, channel=channel.code, unit=unit.code,
        ))  # fmt: skip


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise _Wrong("at", ValueProblem(
            "NO_MOMENT", gettext_noop("“%(text)s” is no moment with its offset."),
            gettext_noop("Accepted: ISO 8601, as 2026-05-03T14:02:00+02:00."), text=text,
        ))  # fmt: skip
    return found.astimezone(UTC)


def _value(text: str) -> Decimal:
    try:
        return parse_decimal(text)
    except ValueProblem as problem:
        raise _Wrong("value", problem) from None


def _twice(first: int) -> ValueProblem:
    return ValueProblem(
        "TWICE", gettext_noop("The channel has a reading of that moment in line %(first)s."),
        gettext_noop("Accepted: one reading of a channel at a moment."), first=first,
    )  # fmt: skip
