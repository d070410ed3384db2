"""The tables of the demo's stock, a row a delivery, a material or a deed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

FILES = Path(__file__).parent
DELIVERIES = ("batch", "human", "biologics", "fluids", "plastics", "laboratory")


@dataclass(frozen=True, kw_only=True)
class Came:
    """A delivery: `came` days before the demo is made, or before the batch that took it began.

    `expires` is in days after the demo is made, `until` the day itself. What is not ordered has
    `order: false`; of an order over more, `ordered` says how much.
    """

    material: str
    lot: str
    containers: int
    each: str
    came: int = 0
    expires: int | None = None
    until: date | None = None
    source: str = ""
    state: str = "released"
    order: bool = True
    ordered: str = ""
    owner: str = ""
    coldest: str = ""
    warmest: str = ""
    damaged: bool = False
    note: str = ""
    assessment: str = ""
    reason: str = ""
    after_release: bool = False
    uses: dict[str, str] = field(default_factory=dict)
    is_of_batch: bool = False
    donor: str = ""
    code: str = ""
    tests: str = ""
    hours: int = 0
    batch: int = 0

    @property
    def quantity(self) -> Decimal:
        return self.containers * Decimal(self.each)

    @property
    def ordered_quantity(self) -> Decimal:
        return Decimal(self.ordered) if self.ordered else self.quantity


def rows(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.load(
        (FILES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return loaded


def deliveries() -> list[Came]:
    found = []
    for name in DELIVERIES:
        for row in rows(f"lots_{name}"):
            row["source"] = row.pop("from", "")
            found.append(Came(**row, is_of_batch=name == "batch"))
    return found
