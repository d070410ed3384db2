"""A material of a step, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from batches.drafts.draft import Draft
from batches.drafts.faults import Fault
from batches.drafts.places import Place
from batches.drafts.quantities import Number, UnitCode, no_quantity, no_unit
from batches.drafts.texts import Line, longest
from batches.models import StepMaterial


@dataclass(frozen=True)
class MaterialDraft(Draft):
    """Its name, and perhaps how much of it: a quantity above zero, always with a unit."""

    name: str
    quantity: Decimal | None = None
    unit: str = ""

    RULES: ClassVar[dict[str, Any]] = {
        "name": Line(longest(StepMaterial, "name")),
        "quantity": Number(above_zero=True),
        "unit": UnitCode(),
    }

    def contradictions(self, place: Place) -> Iterator[Fault]:
        if self.quantity is not None and not self.unit:
            yield Fault(place / "unit", no_unit())
        if self.quantity is None and self.unit:
            yield Fault(place / "quantity", no_quantity())
