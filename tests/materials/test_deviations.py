"""Deviations about stock: with context, with what they touch, and what they keep in quarantine."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from batches.models import BatchRecord
from integrity.refusals import Refused
from materials.commands.containers import split_container
from materials.commands.holds import place_hold
from materials.commands.making import Making, make_lot
from materials.commands.stock import use_material
from materials.models import EdgeKind, Lot, LotKind
from people.models import Organisation
from quality.commands.deviations import raise_deviation
from quality.commands.impacts import assess_impact, conclude_impact
from quality.commands.investigation import classify_deviation
from quality.models import Classification, Conclusion, Deviation
from quality.subjects import subject_of
from tests.cast import NOW
from tests.materials import stock
from tests.materials.sent import signed
from tests.signing import signed as done

pytestmark = pytest.mark.django_db


def raised(people, about, title="Carton torn") -> Deviation:
    return raise_deviation(
        title=title, description="Seen at receipt", occurred_at=NOW, found_at=NOW,
        subject=subject_of(about._meta.label_lower, about.pk), by=people["jvermaat"], at=NOW,
    )  # fmt: skip


def classified(people, deviation: Deviation, classification: Classification) -> Deviation:
    return classify_deviation(
        deviation=deviation, classification=classification, owner=people["kadler"],
        containment="", fact="A carton was torn.", by=people["mlindqvist"], at=NOW,
    )  # fmt: skip


def test_a_failed_receipt_leads_to_a_deviation_with_its_context(browse, people):
    lot = stock.received(
        stock.material(coldest=Decimal(2), warmest=Decimal(8)), is_damaged=True,
        coldest=Decimal(1), warmest=Decimal(7),
    )  # fmt: skip
    client = browse("jvermaat")
    shown = client.get(reverse("lot", args=[lot.number])).content.decode()
    assert "is it a deviation?" in shown
    assert lot.number in client.get("/?work=failed-receipt").content.decode()
    page = f"/quality/deviations/new/?about=materials.lot:{lot.pk}&field=Receipt"
    form = client.get(page).content.decode()
    for told in (
        "SL-7",
        "The delivery is damaged",
        "Colder than accepted",
        "1 to 7 °C",
        "2 to 8 °C",
    ):
        assert told in form
    given = {
        "title": "Torn", "description": "It was torn", "occurred_at": "2026-11-02T08:00",
        "found_at": "2026-11-02T08:00", "command_id": str(uuid.uuid4()), "field": "Receipt",
    }  # fmt: skip
    assert client.post(page, given).status_code == 302
    deviation = Deviation.objects.get()
    assert (deviation.subject_label, deviation.subject_field) == (lot.number, "Receipt")
    shown = client.get(reverse("lot", args=[lot.number])).content.decode()
    assert deviation.number in shown
    assert "is it a deviation?" not in shown
    assert lot.number not in client.get("/?work=failed-receipt").content.decode()


def test_as_it_was_agreed_none_is_proposed(browse, people):
    lot = stock.received(stock.material())
    client = browse("jvermaat")
    assert (
        "is it a deviation?" not in client.get(reverse("lot", args=[lot.number])).content.decode()
    )
    assert lot.number not in client.get("/?work=failed-receipt").content.decode()


def test_lots_containers_holds_and_orders_are_what_deviations_are_about(browse, people):
    medium = stock.material()
    order = stock.ordered(stock.source(medium), "500")
    lot = stock.received(medium, order=order)
    hold = place_hold(on=lot, reason="Endotoxin", by=people["jvermaat"], at=NOW)
    client = browse("mlindqvist")
    for about, page in (
        (lot, reverse("lot", args=[lot.number])),
        (lot.containers.get(), reverse("container", args=[f"{lot.number}-01"])),
        (hold, reverse("hold", args=[hold.number])),
        (order, reverse("order", args=[order.pk])),
    ):
        link = f"/quality/deviations/new/?about={about._meta.label_lower}:{about.pk}"
        assert link in client.get(page).content.decode()
        assert str(about) in client.get(link).content.decode()
        assert raised(people, about).impacts.filter(subject_label=lot.number).exists()


def test_an_open_deviation_keeps_its_lot_in_quarantine_until_it_is_minor(browse, people):
    lot = stock.received(stock.material())
    deviation = raised(people, lot.containers.get())
    client, page = browse("mlindqvist"), reverse("lot-release", args=[lot.number])
    refused = client.post(page, signed(lot, certificate="CoA"))
    assert refused.status_code == 409
    assert f"{deviation.number} is open" in refused.content.decode()
    classified(people, deviation, Classification.MAJOR)
    assert client.post(page, signed(lot, certificate="CoA")).status_code == 409
    other = stock.received(stock.material("MED-02"))
    classified(people, raised(people, other), Classification.MINOR)
    page = reverse("lot-release", args=[other.number])
    given = {"certificate": "CoA", "assessment": "Bought at short notice"}
    assert client.post(page, signed(other, **given)).status_code == 302


def test_it_reaches_what_was_made_of_it_by_sponsor(people, small_batch):
    """A deviation about a medium: the bag of a sponsor made with it, and the batch it went into."""
    medium = stock.in_stock(stock.material())
    use_material(
        container=medium, quantity=Decimal(1), purpose=small_batch.number, at=NOW,
        by=people["jvermaat"],
    )  # fmt: skip
    bag = made_with(people, medium, small_batch)
    deviation = raised(people, medium.lot)
    found = {
        (one.subject_label, one.sponsor.code if one.sponsor else "")
        for one in deviation.impacts.select_related("sponsor")
    }
    assert found == {
        (medium.lot.number, ""), (bag.number, "NORTHLIGHT"), (small_batch.number, "NORTHLIGHT"),
    }  # fmt: skip
    with pytest.raises(Refused, match="is open"):
        stock.release(bag)
    impact = deviation.impacts.get(subject_id=bag.pk)
    classified(people, deviation, Classification.MAJOR)
    assess_impact(
        impact=impact, conclusion=Conclusion.NOT_ACCEPTABLE, assessment="It was in contact.",
        by=people["mlindqvist"], at=NOW,
    )  # fmt: skip
    done(conclude_impact, "impact", impact, people["mlindqvist"], NOW)
    with pytest.raises(Refused) as refused:
        stock.release(bag)
    assert [one.code for one in refused.value.blockers] == ["IMPACT_NOT_ACCEPTABLE"]


def test_of_a_lot_that_is_reached_in_part_the_containers_are_listed(people):
    owner = Organisation.objects.get(code="HALDEN")
    container = stock.in_stock(stock.material(), containers=3, owner=owner)
    split_container(
        container=container, containers=2, each=Decimal(10), by=people["jvermaat"], at=NOW
    )
    deviation = raised(people, container)
    found = set(deviation.impacts.values_list("subject_label", "sponsor__code"))
    lot = container.lot.number
    assert found == {(f"{lot}-0{n}", "HALDEN") for n in (1, 4, 5)}


def made_with(people, medium, batch: BatchRecord) -> Lot:
    making = Making(
        of=batch.master.product, kind=LotKind.MADE, unit="{bag}", containers=2, each=Decimal(1)
    )
    return make_lot(
        making=making, taken=[(medium, Decimal(5))], how=EdgeKind.CONSUMED, at=NOW,
        by=people["jvermaat"],
    )  # fmt: skip
