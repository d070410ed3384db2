"""A delivery as its papers and labels state it, and what is found not to be as it should."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from integrity.texts import one_line
from materials.codes.donated import donation_of
from materials.codes.label import Label, read_label
from materials.models import ApprovedSource, DonorTests, Finding, Order, OrderLine
from measures.problems import ValueProblem
from people.models import Organisation
from people.models.qualification import end_of


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """So many containers with so much in each, from a source; what is not known stays empty."""

    source: ApprovedSource
    containers: int
    each: Decimal
    order: Order | None = None
    owner: Organisation | None = None
    label: str = ""
    supplier_lot: str = ""
    expires_on: date | None = None
    coldest: Decimal | None = None
    warmest: Decimal | None = None
    is_damaged: bool = False
    note: str = ""
    donation_code: str = ""
    donor_code: str = ""
    donor_tests: str = ""
    collected_at: datetime | None = None

    @property
    def quantity(self) -> Decimal:
        return self.containers * self.each

    @property
    def line(self) -> OrderLine | None:
        """The line of the order that it is for; none when the order has no such line."""
        return self.order.lines.filter(source=self.source).first() if self.order else None

    @property
    def label_data(self) -> Label:
        """What the scanned label says; nothing when none was scanned. Raises ValueProblem."""
        return read_label(self.label)

    @property
    def lot_number(self) -> str:
        """As typed, else as on the label."""
        if typed := one_line(self.supplier_lot):
            return typed
        with suppress(ValueProblem):
            return self.label_data.lot
        return ""

    @property
    def good_until(self) -> datetime | None:
        """The end of the last day: as typed, else as on the label, else as in the code.

        A label that says an hour ends with it, in the facility's zone.
        """
        day = self.expires_on
        with suppress(ValueProblem):
            label = self.label_data
            if label.expires_on and label.ends_at:
                zone = timezone.get_default_timezone()
                return datetime.combine(label.expires_on, label.ends_at, zone)
            day = day or label.expires_on
        with suppress(ValueProblem):
            day = day or donation_of(self.donation_code).expires_on
        return end_of(day) if day else None


def findings(delivery: Delivery, at: datetime) -> list[Finding]:
    """What QA has to judge before the lot is released (Part IV 7)."""
    return [*_of_transport(delivery, at), *_of_order(delivery)]


def _of_transport(delivery: Delivery, at: datetime) -> Iterator[Finding]:
    material = delivery.source.material
    if delivery.is_damaged:
        yield Finding.DAMAGED
    if delivery.coldest is None or delivery.warmest is None:
        if material.coldest is not None or material.warmest is not None:
            yield Finding.NO_TEMPERATURE
    else:
        if material.coldest is not None and delivery.coldest < material.coldest:
            yield Finding.TOO_COLD
        if material.warmest is not None and delivery.warmest > material.warmest:
            yield Finding.TOO_WARM
    most = timedelta(hours=material.collection_hours or 0)
    if most and delivery.collected_at is not None and at - delivery.collected_at > most:
        yield Finding.TOO_OLD
    if delivery.donor_tests == DonorTests.REACTIVE:
        yield Finding.DONOR_REACTIVE


def _of_order(delivery: Delivery) -> Iterator[Finding]:
    line = delivery.line
    if line is None:
        yield Finding.NOT_ORDERED
    elif delivery.quantity > line.outstanding:
        yield Finding.TOO_MUCH
