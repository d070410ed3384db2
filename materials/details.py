"""What may be altered in a material, and what may not be said of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker, from_problem
from integrity.texts import one_line, text_blockers
from materials.models import Material
from measures.problems import ValueProblem
from measures.units import unit as unit_of

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, kw_only=True)
class Details:
    name: str
    specification: str = ""
    needs_certificate: bool = False
    retest_months: int | None = None
    open_hours: int | None = None
    thaw_hours: int | None = None
    coldest: Decimal | None = None
    warmest: Decimal | None = None
    collection_hours: int | None = None
    reorder_level: Decimal | None = None

    def put(self, material: Material) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            setattr(material, field.name, one_line(value) if isinstance(value, str) else value)


def code_blockers(code: str) -> Iterator[Blocker]:
    """A code stands in addresses and on labels."""
    if not CODE.fullmatch(code):
        yield Blocker(
            "BAD_CODE", _("“%(code)s” is not a code.") % {"code": code},
            clears=_("Accepted: 1 to 40 letters, digits, points, dashes and underscores."),
            field="code",
        )  # fmt: skip


def details_blockers(material: Material) -> Iterator[Blocker]:
    """A known unit, spans of at least one hour or month, and a range that is one."""
    yield from text_blockers(Material, name=material.name)
    if material.specification:
        yield from text_blockers(Material, specification=material.specification)
    try:
        unit_of(material.unit)
    except ValueProblem as problem:
        yield from_problem(problem, field="unit")
    for name in ("retest_months", "open_hours", "thaw_hours", "collection_hours"):
        value = getattr(material, name)
        if value is not None and not 1 <= value <= 9999:
            yield Blocker(
                "OUT_OF_RANGE", _("%(value)s is not possible here.") % {"value": value},
                clears=_("Accepted: 1 to 9999, or nothing."), field=name,
            )  # fmt: skip
    if material.reorder_level is not None and material.reorder_level < 0:
        yield Blocker(
            "OUT_OF_RANGE", _("A stock is never below zero."),
            clears=_("Accepted: 0 or more, or nothing."), field="reorder_level",
        )  # fmt: skip
    coldest, warmest = material.coldest, material.warmest
    if coldest is not None and warmest is not None and coldest > warmest:
        yield Blocker(
            "NOT_A_RANGE",
            _("%(coldest)s °C is warmer than %(warmest)s °C.")
            % {"coldest": coldest, "warmest": warmest},
            clears=_("Enter the lower one first."),
            field="coldest",
        )
