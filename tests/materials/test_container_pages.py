"""What is done with a container, through its pages: each deed done once and refused once."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from materials.commands.containers import open_container, thaw_container
from materials.commands.holds import place_hold
from materials.models import Container, Hold, Lot, Movement, Reservation
from tests.cast import NOW
from tests.materials import stock
from tests.materials.sent import amount, signed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def container(people):
    return stock.in_stock(stock.material(open_hours=6, thaw_hours=4))


@pytest.fixture
def operator(browse):
    return browse("jvermaat")


def post(client, container, deed, **given):
    page = reverse("container-deed", args=[container.code, deed])
    return client.post(page, {"command_id": str(uuid.uuid4()), **given})


@pytest.mark.urs("ATMP-07.01")
@pytest.mark.parametrize("deed", ["issue", "use"])
def test_what_is_rejected_is_neither_issued_nor_used(browse, container, deed):
    """QA rejects the released lot by signature, on its page; then nothing of it leaves."""
    qa, page = browse("mlindqvist"), reverse("lot-reject", args=[container.lot.number])
    assert qa.post(page, signed(container.lot, reason="")).status_code == 422
    assert qa.post(page, signed(container.lot, reason="Recalled by its maker")).status_code == 302
    refused = post(browse("jvermaat"), container, deed, quantity="5", purpose="CART-26-001")
    assert refused.status_code == 409
    assert f"{container.lot} is rejected." in refused.text
    assert "Take another lot." in refused.text
    container.refresh_from_db()
    assert container.remaining == Decimal(100)
    again = browse("mlindqvist").post(page, signed(Lot.objects.get(), reason="Twice"))
    assert again.status_code == 409
    assert "is rejected already" in again.text


@pytest.mark.parametrize(
    ("deed", "do", "hours", "said"),
    [("open", open_container, 6, "once opened"), ("thaw", thaw_container, 4, "once thawed")],
)
def test_opened_or_thawed_it_is_good_for_hours(operator, people, container, deed, do, hours, said):
    assert post(operator, container, deed).status_code == 302
    container.refresh_from_db()
    until = container.opened_until or container.thawed_until
    assert until is not None
    assert abs(until - timezone.now() - hours * HOUR) < HOUR / 6
    assert post(operator, container, "use", **amount("1", "X")).status_code == 302
    again = post(operator, container, deed)
    assert again.status_code == 409
    assert "already" in again.text
    other = stock.in_stock(container.lot.material)
    do(container=other, by=people["jvermaat"], at=timezone.now() - hours * HOUR)
    refused = post(operator, other, "use", **amount("1", "X"))
    assert refused.status_code == 409
    assert said in refused.text


def test_what_is_reserved_is_for_its_purpose_only_until_it_ends(operator, container):
    assert post(operator, container, "reserve", **amount("80", "CART-26-002")).status_code == 302
    for deed in ("use", "issue", "reserve"):
        refused = post(operator, container, deed, **amount("30", "CART-26-001"))
        assert refused.status_code == 422
        assert "Only 20 mL of it: the rest is reserved" in refused.text
    refused = post(operator, container, "split", containers="3", each="10")
    assert "the rest is reserved" in refused.text
    kept = Reservation.objects.get()
    end = reverse("reservation-end", args=[kept.pk])
    assert operator.post(end, {"command_id": str(uuid.uuid4())}).status_code == 302
    again = operator.post(end, {"command_id": str(uuid.uuid4())})
    assert again.status_code == 409
    assert "It has ended already." in again.text
    assert post(operator, container, "use", **amount("30", "CART-26-001")).status_code == 302


def test_what_is_made_for_a_purpose_takes_what_was_kept_for_it(operator, container):
    post(operator, container, "reserve", **amount("80", "Medium of week 48"))
    made = {
        "quantity": "60", "how": "CONSUMED", "kind": "MADE", "unit": "mL", "containers": "1",
        "each": "60", "of": f"material:{container.lot.material_id}",
    }  # fmt: skip
    refused = post(operator, container, "make", **made, purpose="Something else")
    assert refused.status_code == 422
    assert "the rest is reserved" in refused.text
    assert post(operator, container, "make", **made, purpose="Medium of week 48").status_code == 302
    assert Reservation.objects.get().quantity == Decimal(20)


def test_the_first_to_expire_is_kept_first(operator, people):
    medium = stock.material()
    late = stock.in_stock(medium, each="10", expires_on=(NOW + 900 * stock.DAY).date())
    soon = stock.in_stock(medium, each="10", expires_on=(NOW + 400 * stock.DAY).date())
    page = reverse("material-keep", args=[medium.code])
    refused = operator.post(page, amount("21", "CART-26-002"))
    assert refused.status_code == 422
    assert "Only 20 mL of it may be used and are not reserved." in refused.text
    assert operator.post(page, amount("12", "CART-26-002")).status_code == 302
    kept = dict(Reservation.objects.values_list("container__code", "quantity"))
    assert kept == {soon.code: Decimal(10), late.code: Decimal(2)}
    shown = operator.get(reverse("material", args=[medium.code])).text
    first = shown[shown.index("Use first") :]
    assert late.code in first
    assert soon.code not in first[: first.index(late.code)]


def test_it_is_divided_and_nothing_held_or_waiting_is(browse, operator, people, container):
    assert post(operator, container, "split", containers="4", each="20").status_code == 302
    parts = container.lot.containers.exclude(pk=container.pk)
    assert [part.remaining for part in parts] == [Decimal(20)] * 4
    refused = post(operator, container, "split", containers="2", each="20")
    assert refused.status_code == 422
    assert "holds 20 mL" in refused.text
    place_hold(on=container.lot, reason="Endotoxin", by=people["jvermaat"], at=NOW)
    held = post(operator, container, "split", containers="2", each="5")
    assert held.status_code == 409
    assert "HLD-0001 holds" in held.text
    waiting = stock.received(stock.material("MED-02")).containers.get()
    assert "is in quarantine" in post(operator, waiting, "split", containers="2", each="5").text


def test_samples_and_waste_leave_with_a_reason(operator, people):
    """Also of a lot that waits: that is how it is tested."""
    waiting = stock.received(stock.material()).containers.get()
    off = {"kind": "SAMPLED", "quantity": "5"}
    refused = post(operator, waiting, "take-off", **off, reason=" ")
    assert refused.status_code == 422
    assert 'id="id_reason_error"' in refused.text
    assert post(operator, waiting, "take-off", **off, reason="Identity").status_code == 302
    too_much = post(operator, waiting, "take-off", kind="WASTED", quantity="96", reason="Spilt")
    assert too_much.status_code == 422
    assert "holds 95 mL" in too_much.text
    assert [one.kind for one in Movement.objects.order_by("id")] == ["RECEIVED", "SAMPLED"]


def test_a_hold_on_one_container_holds_that_one(browse, operator, people):
    lot = stock.release(stock.received(stock.material(), containers=2))
    first, second = lot.containers.order_by("code")
    assert post(operator, first, "hold", reason="").status_code == 422
    assert post(operator, first, "hold", reason="Cap is cracked").status_code == 302
    assert Hold.objects.get().container == first
    refused = post(operator, first, "issue", **amount("1", "X"))
    assert refused.status_code == 409
    assert f"HLD-0001 holds {first.code}" in refused.text
    assert post(operator, second, "issue", **amount("1", "X")).status_code == 302
    shown = browse("mlindqvist").get(reverse("hold", args=[1])).text
    dialog = shown[shown.index("Becomes free") :]
    assert first.code in dialog
    assert second.code not in dialog


def test_what_another_hold_keeps_does_not_become_free(browse, people):
    container = stock.in_stock(stock.material())
    operator = {"by": people["jvermaat"], "at": NOW}
    place_hold(on=container, reason="Cap", **operator)
    place_hold(on=container.lot, reason="Endotoxin", **operator)
    shown = browse("mlindqvist").get(reverse("hold", args=[1])).text
    assert "Nothing: all of it is held by others too." in shown
    assert f"{container.code}</span>, HLD-0002" in shown


def test_below_its_level_it_is_to_be_ordered_and_what_is_kept_or_held_is_not_there(
    browse, people, operator
):
    medium = stock.material(reorder_level=Decimal(50))
    first, second = (stock.in_stock(medium, each="40") for _one in range(2))
    page = "/?work=reorder"
    assert medium.code not in browse("mlindqvist").get(page).text
    post(browse("jvermaat"), first, "reserve", **amount("35", "CART-26-002"))
    shown = browse("mlindqvist").get(page).text
    assert medium.code in shown
    assert "45 mL left" in shown
    place_hold(on=second, reason="Cap", by=people["jvermaat"], at=NOW)
    assert "5 mL left" in browse("mlindqvist").get(page).text


def test_the_page_says_each_thing_once(operator, people, container):
    """One primary deed; a hold is told where the deeds are, not in a second box."""
    page = reverse("container", args=[container.code])
    shown = operator.get(page).text
    deeds = shown[shown.index("<main") : shown.index("Stock ledger")]
    assert deeds.count("btn-primary") == 1
    place_hold(on=container, reason="Cap", by=people["jvermaat"], at=NOW)
    held = operator.get(page).text
    assert held.count("HLD-0001 holds") == 1
    assert (
        'class="message"' not in held[held.index('<div class="page">') : held.index("Stock ledger")]
    )
    assert "/do/split/" not in held


def test_a_hold_on_a_donor_is_seen_in_the_list(browse, people):
    cells = stock.in_stock(stock.human())
    place_hold(on="nlt-0059", reason="Late test", by=people["jvermaat"], at=NOW)
    assert cells.lot.number in browse("jvermaat").get("/stock/?status=HELD").text


def test_amounts_have_their_unit(operator, people):
    boxes = stock.in_stock(stock.material(unit="{vial}"), each="120000")
    post(operator, boxes, "issue", **amount("25000", "CART-26-001"))
    shown = operator.get(reverse("container", args=[boxes.code])).text
    assert "−25\u202f000 vials" in shown
    issue = boxes.issues.get()
    assert "25\u202f000 vials" in operator.get(reverse("issue-account", args=[issue.pk])).text
    assert Container.objects.get().remaining == Decimal(95000)
