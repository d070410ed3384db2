"""Steps of incubation as they are typed: `20-25 °C 72-120 h`, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from monitoring.models import IncubationStep

RANGE = r"(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)"
LINE = re.compile(rf"\s*{RANGE}\s*°?C[,;]?\s*(\d+)\s*[-–]\s*(\d+)\s*h\s*", re.IGNORECASE)


@dataclass(frozen=True)
class StepDraft:
    """°C from `coldest` to `warmest`, hours from `least_hours` to `most_hours`."""

    coldest: Decimal
    warmest: Decimal
    least_hours: int
    most_hours: int

    def __str__(self) -> str:
        return f"{self.coldest}–{self.warmest} °C {self.least_hours}–{self.most_hours} h"


def read_steps(text: str) -> list[StepDraft]:
    """Raises ValueError with the line that is none."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        match = LINE.fullmatch(line)
        if match is None:
            raise ValueError(line.strip())
        coldest, warmest, least, most = match.groups()
        found.append(StepDraft(Decimal(coldest), Decimal(warmest), int(least), int(most)))
    return found


def told(steps: Iterable[IncubationStep]) -> str:
    """As `read_steps` reads them again."""
    return "\n".join(
        str(StepDraft(one.coldest, one.warmest, one.least_hours, one.most_hours)) for one in steps
    )
