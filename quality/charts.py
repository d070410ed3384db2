"""Trends as bars, in the units of the drawing: the same on the page and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from quality.trends import Trend

ROW, LABEL, WIDTH, SHADES = 28, 200, 370, ("0.3", "0.6", "1", "0.12")


@dataclass(frozen=True)
class Bar:
    """A piece of a bar in the units of the drawing."""

    x: str
    width: str
    shade: str


@dataclass(frozen=True)
class Row:
    """One line of the chart: where it lies, its label, its pieces and its sum."""

    y: int
    trend: Trend
    bars: tuple[Bar, ...]
    end: str

    @property
    def text_y(self) -> int:
        return self.y + 15


def height(found: list[Trend]) -> int:
    return ROW * len(found) + 6


def chart(found: list[Trend]) -> list[Row]:
    """Bars as long as their counts; the longest takes the width of the drawing."""
    most = max((one.total for one in found), default=1)
    rows = []
    for place, one in enumerate(found):
        bars, begin = [], 0
        for count, shade in zip(one.counts, SHADES, strict=True):
            bars.append(Bar(scaled(begin, most), scaled(count, most, 0), shade))
            begin += count
        rows.append(Row(ROW * place + 6, one, tuple(bars), scaled(begin, most, LABEL + 8)))
    return rows


def scaled(count: int, most: int, begin: int = LABEL) -> str:
    """In units of the drawing, to one decimal."""
    tenths = begin * 10 + (count * WIDTH * 10) // most
    return f"{tenths // 10}.{tenths % 10}"
