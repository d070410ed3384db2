"""Stock that was here before this system, as its labels and papers state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker, from_problem
from integrity.texts import one_line, text_blockers
from materials.codes.donated import donation_of
from materials.details import code_blockers
from materials.gates.amounts import amount_blockers
from materials.models import (
    ApprovedSource,
    DonorTests,
    Finding,
    Lot,
    LotKind,
    Material,
    Product,
)
from measures.problems import ValueProblem
from measures.units import Unit
from measures.units import unit as unit_of
from people.models import Organisation
from people.models.qualification import end_of

MOST = 500


@dataclass(frozen=True, kw_only=True)
class OpeningContainer:
    """One container by the code on its label."""

    code: str
    quantity: Decimal
    place: str = ""
    opened_at: datetime | None = None
    thawed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A lot with its containers, of a material or of a product, then with its `unit`.

    `coldest` and `warmest` are what was measured on the way, in °C; `note` says what was decided
    about it before.
    """

    number: str
    kind: LotKind
    containers: tuple[OpeningContainer, ...]
    material: Material | None = None
    product: Product | None = None
    unit: str = ""
    source: ApprovedSource | None = None
    owner: Organisation | None = None
    supplier_lot: str = ""
    expires_on: date | None = None
    retest_on: date | None = None
    donation_code: str = ""
    donor_code: str = ""
    donor_tests: str = ""
    collected_at: datetime | None = None
    coldest: Decimal | None = None
    warmest: Decimal | None = None
    note: str = ""

    @property
    def measured_in(self) -> Unit:
        """Of a material always its own. Raises ValueProblem for a unit that nobody knows."""
        return self.material.measured_in if self.material else unit_of(self.unit)

    @property
    def quantity(self) -> Decimal:
        return sum((one.quantity for one in self.containers), Decimal(0))

    @property
    def donation(self) -> str:
        """As it is kept; nothing when there is none, or it cannot be read."""
        with suppress(ValueProblem):
            return donation_of(self.donation_code).code
        return ""

    @property
    def findings(self) -> list[Finding]:
        """What QA judges in words before the lot is released here."""
        found = [Finding.DONOR_REACTIVE] if self.donor_tests == DonorTests.REACTIVE else []
        if self.material and self.kind == LotKind.RECEIVED:
            found = [*of_temperatures(self.material, self.coldest, self.warmest), *found]
        return found

    @property
    def ends(self) -> dict[str, datetime | None]:
        """The ends of the last days."""
        return {
            "expires_at": end_of(self.expires_on) if self.expires_on else None,
            "retest_at": end_of(self.retest_on) if self.retest_on else None,
        }


def of_temperatures(
    material: Material, coldest: Decimal | None, warmest: Decimal | None
) -> Iterator[Finding]:
    """What was measured on the way, in °C, against what the material bears."""
    if coldest is None or warmest is None:
        if material.coldest is not None or material.warmest is not None:
            yield Finding.NO_TEMPERATURE
        return
    if material.coldest is not None and coldest < material.coldest:
        yield Finding.TOO_COLD
    if material.warmest is not None and warmest > material.warmest:
        yield Finding.TOO_WARM


def opening_blockers(opening: Opening, *, at: datetime) -> Iterator[Blocker]:
    """Labels, amounts and what human material must say of itself; it may have expired meanwhile."""
    yield from (replace(one, field="number") for one in code_blockers(one_line(opening.number)))
    if (fault := _of_what(opening)) is not None:
        yield fault
        return
    if opening.note:
        yield from text_blockers(Lot, note=one_line(opening.note))
    if opening.kind == LotKind.RECEIVED:
        yield from text_blockers(Lot, supplier_lot=one_line(opening.supplier_lot))
        if opening.source is None:
            yield _needed("source", _("Who delivered it is needed."))
    if opening.source is not None and opening.source.material != opening.material:
        yield _needed("source", _("This source delivers another material."))
    if (opening.coldest is None) != (opening.warmest is None):
        yield _needed("warmest", _("The lowest and the highest temperature stand together."))
    elif opening.coldest is not None and opening.warmest is not None:
        yield from _range(opening.coldest, opening.warmest)
    material = opening.material
    if material and material.retest_months and opening.retest_on is None:
        yield _needed("retest_on", _("It is tested again from time to time: the day is needed."))
    yield from _containers(opening, at)
    if material and material.is_of_human_origin and opening.kind == LotKind.RECEIVED:
        yield from _human(opening, at)


def _of_what(opening: Opening) -> Blocker | None:
    """A material in its own unit; or a product that was made, in the unit said."""
    if (opening.material is None) == (opening.product is None):
        return Blocker(
            "ONE_OF_BOTH", _("A lot is of one material, or of one product."),
            clears=_("Accepted: one of the two."), field="material",
        )  # fmt: skip
    if opening.product is not None and opening.kind == LotKind.RECEIVED:
        return Blocker(
            "PRODUCT_RECEIVED", _("A product is made, not received."),
            clears=_("Accepted: MADE, MASTER_BANK, WORKING_BANK."), field="kind",
        )  # fmt: skip
    if opening.product is not None and not opening.unit:
        return _needed("unit", _("The unit of its quantities is needed."))
    if opening.material is not None and opening.unit not in {"", opening.material.unit}:
        return Blocker(
            "OTHER_UNIT",
            _("%(material)s is measured in %(unit)s.")
            % {"material": opening.material.code, "unit": opening.material.unit},
            clears=_("Accepted: nothing, or that unit."), field="unit",
        )  # fmt: skip
    return None


def _range(coldest: Decimal, warmest: Decimal) -> Iterator[Blocker]:
    if coldest > warmest:
        yield Blocker(
            "NOT_A_RANGE",
            _("%(coldest)s °C is warmer than %(warmest)s °C.")
            % {"coldest": coldest, "warmest": warmest},
            clears=_("Enter the lower one first."), field="coldest",
        )  # fmt: skip


def _containers(opening: Opening, at: datetime) -> Iterator[Blocker]:
    if not 1 <= len(opening.containers) <= MOST:
        yield Blocker(
            "OUT_OF_RANGE", _("This many containers cannot be taken over at once."),
            clears=_("Accepted: 1 to 500."), field="container",
        )  # fmt: skip
    counts = Counter(one.code.lower() for one in opening.containers)
    for one in opening.containers:
        found = [*amount_blockers(one.quantity, opening.measured_in)]
        found += (replace(why, field="container") for why in code_blockers(one.code))
        if counts[one.code.lower()] > 1:
            found.append(Blocker("DOUBLED", _("This container is there twice."), field="container"))
        for name in ("opened_at", "thawed_at"):
            since = getattr(one, name)
            if since is not None and since > at:
                found.append(_future(name))
        yield from (replace(why, about=one.code) for why in found)


def _human(opening: Opening, at: datetime) -> Iterator[Blocker]:
    """What stands at receipt stands here too (Part IV 7.3)."""
    try:
        donation_of(opening.donation_code)
    except ValueProblem as problem:
        yield from_problem(problem, field="donation_code")
    for field in ("donor_code", "donor_tests", "collected_at"):
        if not getattr(opening, field):
            yield _needed(field, _("This is needed for human starting material."))
    if opening.collected_at is not None and opening.collected_at > at:
        yield _future("collected_at")


def _needed(field: str, message: object) -> Blocker:
    clears = _("It stands in the papers that came with it.")
    return Blocker("REQUIRED", str(message), clears=clears, field=field)


def _future(field: str) -> Blocker:
    clears = _("Accepted: now or earlier.")
    return Blocker("IN_THE_FUTURE", _("This is still to come."), clears=clears, field=field)
