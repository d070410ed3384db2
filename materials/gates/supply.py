"""What may be ordered and received, and from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker, from_problem
from materials.codes.donated import Donation, donation_of
from materials.delivery import Delivery
from materials.gates.amounts import amount_blockers
from materials.models import ApprovedSource, Lot, Material, Product
from measures.problems import ValueProblem
from quality.gates.agreements import agreement_blockers
from quality.models import Service


@gate
def supply_blockers(source: ApprovedSource, *, at: datetime) -> Iterable[Blocker]:
    """Material comes from an approved source only, on a day on which it is (Part IV 7, 13).

    An app that knows agreements and approved suppliers contributes its reasons.
    """
    if not source.is_valid(at):
        yield Blocker(
            "SOURCE_NOT_APPROVED",
            _("%(supplier)s is not approved for %(material)s on this day.")
            % {"supplier": source.supplier, "material": source.material},
            clears=_("Approve the source again, or choose another one."),
            field="source",
        )


@gate
def order_blockers(product: Product | None, *, at: datetime) -> Iterable[Blocker]:
    """What is ordered for a sponsor is work for it: an agreement to make or to develop the product
    is in force (FAC-03, Part IV 13.2). The facility's own orders need none: that
    it is one of them is chosen, never left open.
    """
    if product is None:
        return
    asked = {"product": product.code, "at": at}
    to_make = agreement_blockers(product.sponsor, service=Service.MANUFACTURING, **asked)
    if to_make and agreement_blockers(product.sponsor, service=Service.DEVELOPMENT, **asked):
        yield from to_make


def owner_blockers(delivery: Delivery, *, at: datetime) -> Iterator[Blocker]:
    """What is a sponsor's is kept under an agreement in force, ordered or not (FAC-03).

    Of an order for a sponsor nothing is another sponsor's.
    """
    owner = delivery.owner
    ordered_for = delivery.order.product if delivery.order else None
    if owner is None:
        return
    if ordered_for is not None and ordered_for.sponsor_id != owner.pk:
        yield Blocker(
            "OTHER_SPONSOR",
            _("%(order)s is for %(sponsor)s.")
            % {"order": delivery.order, "sponsor": ordered_for.sponsor.name},
            clears=_("Choose that sponsor, or the facility."), field="owner",
        )  # fmt: skip
    found = [agreement_blockers(owner, service=service, at=at) for service in Service]
    if all(found):
        yield from found[0]


@gate
def receipt_blockers(material: Material, *, delivery: Delivery, at: datetime) -> Iterable[Blocker]:
    """A delivery is what was ordered, and human material says where it is from (Part IV 7)."""
    source, order = delivery.source, delivery.order
    if source.material_id != material.pk:
        yield Blocker(
            "OTHER_MATERIAL", _("This source delivers another material."),
            clears=_("Choose a source of %(material)s.") % {"material": material}, field="source",
        )  # fmt: skip
    elif order is not None and delivery.line is None:
        yield Blocker(
            "OTHER_ORDER",
            _("%(order)s has no line of this material from this source.") % {"order": order},
            clears=_("Choose the order that this delivery is for, or none."), field="order",
        )  # fmt: skip
    elif order is not None and order.closed_at is not None:
        yield Blocker(
            "ORDER_CLOSED", _("%(order)s is closed.") % {"order": order},
            clears=_("Choose another order, or none."), field="order",
        )  # fmt: skip
    yield from amount_blockers(delivery.each, material.measured_in, field="each")
    if not 1 <= delivery.containers <= 500:
        yield Blocker(
            "OUT_OF_RANGE", _("This many containers cannot be received at once."),
            clears=_("Accepted: 1 to 500."), field="containers",
        )  # fmt: skip
    yield from owner_blockers(delivery, at=at)
    yield from _label(delivery)
    yield from _lot(delivery, at)
    if material.is_of_human_origin:
        yield from _human(delivery, at)


def _lot(delivery: Delivery, at: datetime) -> Iterator[Blocker]:
    most = Lot._meta.get_field("supplier_lot").max_length or 0
    lot = delivery.lot_number
    if not lot or len(lot) > most or not lot.isprintable():
        yield Blocker(
            "REQUIRED", _("The supplier’s lot number is needed."),
            clears=_("Accepted: 1 to 60 characters, or the scanned label."), field="supplier_lot",
        )  # fmt: skip
    expires_at = delivery.good_until
    if expires_at is not None and expires_at <= at:
        yield Blocker(
            "EXPIRED", _("It has expired."),
            clears=_("Check the day; send expired material back."), field="expires_on",
        )  # fmt: skip
    coldest, warmest = delivery.coldest, delivery.warmest
    if (coldest is None) != (warmest is None) or (
        coldest is not None and warmest is not None and coldest > warmest
    ):
        yield Blocker(
            "NOT_A_RANGE", _("The lowest and the highest temperature belong together."),
            clears=_("Enter both, the lower one first."), field="coldest",
        )  # fmt: skip


def _code(donation: Donation, delivery: Delivery) -> Iterator[Blocker]:
    """The donation code says what was typed and what the ISBT 128 label says."""
    expiry = donation.expires_on
    if expiry and delivery.expires_on and expiry != delivery.expires_on:
        yield Blocker(
            "CODE_EXPIRY_DIFFERS", _("The code says %(day)s.") % {"day": expiry},
            clears=_("Enter what the label says."), field="expires_on",
        )  # fmt: skip
    with suppress(ValueProblem):
        label = delivery.label_data
        if label.donation and label.donation != donation.number:
            yield Blocker(
                "LABEL_DIFFERS",
                _("The label says donation %(label)s, the code says %(code)s.")
                % {"label": label.donation, "code": donation.number},
                clears=_("Compare both with the bag and its papers; it may be another donation."),
                field="donation_code",
            )
        if label.product and donation.product and label.product != donation.product:
            yield Blocker(
                "LABEL_DIFFERS",
                _("The label says product %(label)s, the code says %(code)s.")
                % {"label": label.product, "code": donation.product},
                clears=_("Compare both with the bag and its papers."), field="donation_code",
            )  # fmt: skip
        if label.expires_on and expiry and label.expires_on != expiry:
            yield Blocker(
                "LABEL_DIFFERS",
                _("The label says %(label)s, the code says %(code)s.")
                % {"label": label.expires_on, "code": expiry},
                clears=_("Compare both with the bag and its papers."), field="donation_code",
            )  # fmt: skip


def _label(delivery: Delivery) -> Iterator[Blocker]:
    """What was typed is what the label says."""
    try:
        label = delivery.label_data
    except ValueProblem as problem:
        yield from_problem(problem, field="label")
        return
    typed = delivery.supplier_lot
    if label.standard == "GS1" and label.lot and typed and label.lot != typed:
        yield Blocker(
            "LABEL_DIFFERS", _("The label says lot %(lot)s.") % {"lot": label.lot},
            clears=_("Enter what the label says, or leave it empty."), field="supplier_lot",
        )  # fmt: skip
    if label.expires_on and delivery.expires_on and label.expires_on != delivery.expires_on:
        yield Blocker(
            "LABEL_DIFFERS", _("The label says %(day)s.") % {"day": label.expires_on},
            clears=_("Enter what the label says, or leave it empty."), field="expires_on",
        )  # fmt: skip


def _human(delivery: Delivery, at: datetime) -> Iterator[Blocker]:
    """Donation code, donor, time of collection, temperatures and tests stand at receipt (7.3)."""
    try:
        donation = donation_of(delivery.donation_code)
    except ValueProblem as problem:
        yield from_problem(problem, field="donation_code")
    else:
        yield from _code(donation, delivery)
    missing = {
        "donor_code": not delivery.donor_code.strip(),
        "donor_tests": not delivery.donor_tests,
        "collected_at": delivery.collected_at is None,
        "coldest": delivery.coldest is None,
    }
    for field in (name for name, is_missing in missing.items() if is_missing):
        yield Blocker(
            "REQUIRED", _("This is needed for human starting material."),
            clears=_("It stands in the papers that came with it."), field=field,
        )  # fmt: skip
    if delivery.collected_at is not None and delivery.collected_at > at:
        yield Blocker(
            "IN_THE_FUTURE", _("It was not collected yet."),
            clears=_("Accepted: now or earlier."), field="collected_at",
        )  # fmt: skip
