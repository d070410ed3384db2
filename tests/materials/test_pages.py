"""Use, holds and recalls as people do them: through the pages."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from materials.commands.holds import place_hold
from materials.family import family_of
from materials.models import Container, Edge, Hold
from tests.cast import NOW
from tests.materials import stock
from tests.materials.sent import amount, signed

pytestmark = pytest.mark.django_db


@pytest.mark.urs("ATMP-07.01")
def test_the_page_issues_what_is_released_and_refuses_what_is_not(browse, people):
    lot = stock.received(stock.material())
    container = lot.containers.get()
    client, page = browse("jvermaat"), reverse("container-deed", args=[container.code, "issue"])
    refused = client.post(page, amount("5", "CART-26-001"))
    assert refused.status_code == 409
    assert "is in quarantine" in refused.content.decode()
    stock.release(lot)
    assert client.post(page, amount("5", "CART-26-001")).status_code == 302
    container.refresh_from_db()
    assert container.remaining == 95


@pytest.mark.parametrize("origin", ["medium", "serum"])
def test_a_hold_travels_to_everything_made_of_it_until_it_is_lifted(browse, chain, origin):
    medium, _vial, bag, serum = chain
    client = browse("jvermaat")
    held_lot = {"medium": medium, "serum": serum}[origin].lot
    place = reverse("lot-deed", args=[held_lot.number, "hold"])
    held = client.post(place, {"command_id": str(uuid.uuid4()), "reason": "Endotoxin"})
    assert held.status_code == 302
    hold, page = Hold.objects.get(), reverse("container-deed", args=[bag.code, "issue"])
    refused = client.post(page, amount("1", "shipment"))
    assert refused.status_code == 409
    assert f"{hold} holds" in refused.content.decode()
    lift = reverse("hold-lift", args=[hold.number])
    assert client.post(lift, signed(hold, "jvermaat", reason="No")).status_code == 403
    lifted = browse("mlindqvist").post(lift, signed(hold, reason="Test repeated, passes"))
    assert lifted.status_code == 302
    assert browse("jvermaat").post(page, amount("1", "shipment")).status_code == 302


def test_who_placed_a_hold_does_not_lift_it(browse, people):
    lot = stock.received(stock.material())
    hold = place_hold(on=lot, reason="Endotoxin", by=people["mlindqvist"], at=NOW)
    lift = reverse("hold-lift", args=[hold.number])
    refused = browse("mlindqvist").post(lift, signed(hold, reason="Mine"))
    assert refused.status_code == 409
    assert "must be another person" in refused.content.decode()
    hold.refresh_from_db()
    assert hold.lifted_at is None


def test_a_hold_on_a_donor_holds_all_of_the_donor(browse, apheresis):
    container = stock.in_stock(apheresis)
    client, page = browse("jvermaat"), reverse("donor-hold")
    given = {"command_id": str(uuid.uuid4()), "reason": "Late test"}
    assert client.post(page, {**given, "donor_code": "NLT-0095"}).status_code == 422
    assert client.post(page, {**given, "donor_code": "nlt-0059"}).status_code == 302
    issue = reverse("container-deed", args=[container.code, "issue"])
    assert client.post(issue, amount("1", "CART-26-001")).status_code == 409


def test_the_genealogy_is_drawn_and_told(browse, chain):
    medium, vial, bag, _serum = chain
    for container in (medium, vial, bag):
        page = browse("mlindqvist").get(reverse("lot-genealogy", args=[container.lot.number]))
        shown = page.content.decode()
        for code in (medium.code, vial.code, bag.code):
            assert shown.count(code) >= 2
        assert shown.count("Released") >= 3
        assert "style=" not in shown.split("<main")[1]


def test_each_edge_is_drawn_and_said(browse, chain):
    """Who is in whom: by the lines from side to side, and by the lists."""
    medium, vial, bag, serum = chain
    family = family_of(bag.lot, stock.user("mlindqvist"))
    drawn = {(link.parent.container.code, link.child.container.code): link for link in family.links}
    asked = [(medium, vial), (vial, bag), (serum, bag)]
    assert set(drawn) == {(one.code, other.code) for one, other in asked}
    assert set(drawn) == set(Edge.objects.filter(
        child__in=[vial, bag]
    ).values_list("parent__code", "child__code"))  # fmt: skip
    shown = browse("mlindqvist").get(reverse("lot-genealogy", args=[bag.lot.number])).text
    for link in family.links:
        assert link.parent.right < link.child.x
        assert f'd="{link.path}"' in shown
    made_of = shown[shown.index('id="made-of"') : shown.index('id="made-into"')]
    assert made_of.index(bag.code) < made_of.index(vial.code) < made_of.index(medium.code)
    assert "contains, 7 mL:" in made_of


def test_a_partner_sees_own_lots_and_nothing_of_others(browse, chain):
    medium, _vial, bag, _serum = chain
    own, other = browse("pnorth"), reverse("lot", args=[medium.lot.number])
    assert own.get(reverse("lot", args=[bag.lot.number])).status_code == 200
    assert own.get(other).status_code == 404
    genealogy = own.get(reverse("lot-genealogy", args=[bag.lot.number])).content.decode()
    assert bag.code in genealogy
    assert medium.code not in genealogy
    assert own.get(reverse("hold-list")).status_code == 404
    stranger = browse("phalden")
    assert stranger.get(reverse("lot", args=[bag.lot.number])).status_code == 404
    assert stranger.get(reverse("container", args=[bag.code])).status_code == 404


def test_cells_of_two_donors_are_never_joined(browse, apheresis):
    first = stock.in_stock(apheresis)
    second = stock.in_stock(apheresis, donor_code="NLT-0060")
    page = reverse("container-deed", args=[first.code, "make"])
    made = {
        "command_id": str(uuid.uuid4()), "quantity": "5", "how": "POOLED", "kind": "MADE",
        "of": f"material:{apheresis.pk}", "unit": "mL", "containers": "1", "each": "10",
    }  # fmt: skip
    client = browse("jvermaat")
    refused = client.post(page, {**made, "others": f"{second.code} 5"})
    assert refused.status_code == 409
    assert "two donors" in refused.content.decode()
    assert client.post(page, made).status_code == 302
    assert Container.objects.filter(lot__kind="MADE").get().remaining == 10
