"""What each sensor says at a moment: the same whenever it is asked, so that nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zlib import crc32

from django.utils import timezone

WORKDAYS, BEGIN, END = range(5), 8, 17
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Shape:
    """In units of the last decimal: around `base`, `busy` more in working hours, a scatter of
    `noise` to both sides, and over the day a swing to `swing`.
    """

    base: int
    noise: int
    busy: int = 0
    swing: int = 0
    decimals: int = 0

    def at(self, code: str, at: datetime) -> Decimal:
        return self.scaled(self.level(at) + scatter(code, at, self.noise))

    def level(self, at: datetime) -> int:
        minute, is_busy = of_day(at)
        rise = self.swing * min(minute, DAY_MINUTES - minute) * 2 // DAY_MINUTES
        return self.base + rise + (self.busy if is_busy else 0)

    def scaled(self, whole: int) -> Decimal:
        return Decimal(whole).scaleb(-self.decimals)


@lru_cache(maxsize=40_000)  # many sensors are read at the same moments
def of_day(at: datetime) -> tuple[int, bool]:
    """Minutes since midnight here, and whether it is in working hours."""
    here = timezone.localtime(at)
    is_busy = here.weekday() in WORKDAYS and BEGIN <= here.hour < END
    return here.hour * 60 + here.minute, is_busy


def scatter(code: str, at: datetime, noise: int) -> int:
    """From -noise to noise, as if by chance."""
    if not noise:
        return 0
    chance = crc32(f"{code} {int(at.timestamp())}".encode())
    return chance % (2 * noise + 1) - noise


def times(interval_s: int, since: datetime, until: datetime) -> list[datetime]:
    """After `since`, up to `until`: whole multiples of the interval."""
    first = int(since.timestamp()) // interval_s + 1
    last = int(until.timestamp()) // interval_s
    begun = datetime.fromtimestamp(0, UTC)
    return [begun + timedelta(seconds=k * interval_s) for k in range(first, last + 1)]
