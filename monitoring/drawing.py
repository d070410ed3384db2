"""A room with its sampling sites, and the values of a site over time, as drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cleanrooms.models import Room
from monitoring.models import Site

WIDTH, EDGE = 760, 36
CHART_WIDTH, CHART_HEIGHT, LEFT, TOP, BOTTOM = 900, 260, 64, 16, 34


@dataclass(frozen=True)
class Spot:
    """Where a site is drawn, what stands beside it, and where it leads."""

    site: Site
    x: int
    y: int
    caption: str
    href: str
    sign: str = "neutral"
    word: str = ""


@dataclass(frozen=True)
class RoomDrawing:
    """A room at the width of the page, whatever its size."""

    room: Room

    @property
    def height(self) -> int:
        return max(220, WIDTH * self.room.height // self.room.width) + 2 * EDGE

    @property
    def width(self) -> int:
        return WIDTH + 2 * EDGE

    def point(self, x: int, y: int) -> tuple[int, int]:
        """From the room's upper left corner, in 10 cm, to the drawing."""
        inner = self.height - 2 * EDGE
        return EDGE + x * WIDTH // self.room.width, EDGE + y * inner // self.room.height

    @property
    def points(self) -> str:
        """The walls."""
        room = self.room
        corners = [(x - room.x, y - room.y) for x, y in room.corners] or [
            (0, 0), (room.width, 0), (room.width, room.height), (0, room.height),
        ]  # fmt: skip
        return " ".join(f"{x},{y}" for x, y in (self.point(*corner) for corner in corners))

    def spot(self, site: Site, href: str, *, sign: str = "neutral", word: str = "") -> Spot:
        x, y = self.point(site.x, site.y)
        return Spot(site, x, y, site.code.rsplit("-", 1)[-1][:6], href, sign, word)


@dataclass(frozen=True)
class Measured:
    """One value of a chart, with the upper levels that it was judged by."""

    at: datetime
    value: Decimal
    alert: Decimal | None
    action: Decimal | None
    sign: str
    word: str
    href: str


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    of: Measured


@dataclass(frozen=True)
class Chart:
    """Values over time; both levels as steps, so that a change of them is seen."""

    values: Sequence[Measured]
    width: int = CHART_WIDTH
    height: int = CHART_HEIGHT

    @property
    def top(self) -> Decimal:
        """The value at the upper edge: a little above all of them and of their levels."""
        bounds = [one.value for one in self.values]
        bounds += [level for one in self.values for level in (one.alert, one.action) if level]
        return max([*bounds, Decimal(1)]) * Decimal("1.15")

    def x(self, at: datetime) -> str:
        first, last = self.values[0].at, self.values[-1].at
        whole = int((last - first).total_seconds()) or 1
        part = int((at - first).total_seconds())
        return str(LEFT + part * (self.width - LEFT - 20) // whole)

    def y(self, value: Decimal) -> str:
        room = self.height - TOP - BOTTOM
        return f"{self.height - BOTTOM - room * value / self.top:.1f}"

    @property
    def dots(self) -> list[Dot]:
        return [Dot(self.x(one.at), self.y(one.value), one) for one in self.values]

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def alert_line(self) -> str:
        return self._steps([(one.at, one.alert) for one in self.values])

    @property
    def action_line(self) -> str:
        return self._steps([(one.at, one.action) for one in self.values])

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Where the scale is written, and what: none, the half, the whole."""
        whole = self.top.to_integral_value()
        return [(self.y(value), f"{value:f}") for value in (Decimal(0), whole // 2, whole)]

    @property
    def floor(self) -> str:
        return self.y(Decimal(0))

    @property
    def right(self) -> int:
        return self.width - 20

    def _steps(self, levels: list[tuple[datetime, Decimal | None]]) -> str:
        path, before = "", ""
        for at, level in levels:
            if level is None:
                before = ""
                continue
            x, y = self.x(at), self.y(level)
            path += f"H{x}V{y}" if before else f"M{x} {y}"
            before = y
        return f"{path}H{self.right}" if path and before else path
