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
from materials.models import ApprovedSource, DonorTests, Finding, Lot, LotKind, Material
from measures.problems import ValueProblem
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


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A lot with its containers; `note` says what was decided about it before."""

    number: str
    material: Material
    kind: LotKind
    containers: tuple[OpeningContainer, ...]
    source: ApprovedSource | None = None
    owner: Organisation | None = None
    supplier_lot: str = ""
    expires_on: date | None = None
    retest_on: date | None = None
    donation_code: str = ""
    donor_code: str = ""
    donor_tests: str = ""
    collected_at: datetime | None = None
    note: str = ""

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
        asked = self.material.coldest is not None or self.material.warmest is not None
        found = [Finding.NO_TEMPERATURE] if asked and self.kind == LotKind.RECEIVED else []
        reactive = self.donor_tests == DonorTests.REACTIVE
        return [*found, *([Finding.DONOR_REACTIVE] if reactive else [])]

    @property
    def ends(self) -> dict[str, datetime | None]:
        """The ends of the last days."""
        return {
            "expires_at": end_of(self.expires_on) if self.expires_on else None,
            "retest_at": end_of(self.retest_on) if self.retest_on else None,
        }


def opening_blockers(opening: Opening, *, at: datetime) -> Iterator[Blocker]:
    """Labels, amounts and what human material must say of itself; it may have expired meanwhile."""
    yield from (replace(one, field="number") for one in code_blockers(one_line(opening.number)))
    if opening.note:
        yield from text_blockers(Lot, note=one_line(opening.note))
    if opening.kind == LotKind.RECEIVED:
        yield from text_blockers(Lot, supplier_lot=one_line(opening.supplier_lot))
        if opening.source is None:
            yield _needed("source", _("Who delivered it is needed."))
    if opening.source is not None and opening.source.material_id != opening.material.pk:
        yield _needed("source", _("This source delivers another material."))
    if opening.material.retest_months and opening.retest_on is None:
        yield _needed("retest_on", _("It is tested again from time to time: the day is needed."))
    yield from _containers(opening, at)
    if opening.material.is_of_human_origin and opening.kind == LotKind.RECEIVED:
        yield from _human(opening, at)


def _containers(opening: Opening, at: datetime) -> Iterator[Blocker]:
    if not 1 <= len(opening.containers) <= MOST:
        yield Blocker(
            "OUT_OF_RANGE", _("This many containers cannot be taken over at once."),
            clears=_("Accepted: 1 to 500."), field="container",
        )  # fmt: skip
    counts = Counter(one.code.lower() for one in opening.containers)
    for one in opening.containers:
        found = [*amount_blockers(one.quantity, opening.material.measured_in)]
        found += (replace(why, field="container") for why in code_blockers(one.code))
        if counts[one.code.lower()] > 1:
            found.append(Blocker("DOUBLED", _("This container is there twice."), field="container"))
        if one.opened_at is not None and one.opened_at > at:
            found.append(_future("opened_at"))
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
