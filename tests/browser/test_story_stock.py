"""Stock by hand: a lot from its order to a refused use, a hold that travels, a recall."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import databases
from tests.browser.look import look
from tests.browser.scene_chain import BAG, BATCH, MEDIUM
from tests.passwords import PASSWORD

PDF = {"name": "CoA-4711.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
ANSWER_MILLISECONDS = 15_000


@pytest.fixture
def site(sites: Any) -> Any:
    return sites("chain")


@pytest.mark.urs("ATMP-07.01")
def test_a_lot_from_its_order_to_a_use_and_a_refused_one(
    site: Any, enter: Any, django_db_blocker: Any
) -> None:
    planner, joris = enter(site, "nbakker").new_page(), enter(site, "jvermaat").new_page()
    mara = enter(site, "mlindqvist").new_page()
    order_two_bottles(planner)
    number = receive_them(joris)
    refused_in_quarantine(joris, number)
    release_on_its_certificate(mara, number)
    use(joris, f"{number}-01", "40")
    expect(joris.get_by_text("460 mL").first).to_be_visible()
    with django_db_blocker.unblock(), databases.used(site.database):
        expire(number)
    use(joris, f"{number}-01", "10", opened=False)
    expect(joris.get_by_text("It expired at").first).to_be_visible()
    assert look(joris, "story-lot-expired") == []


def order_two_bottles(page: Page) -> None:
    """From the page of the material; nothing at all is refused, and the number stays."""
    page.goto("/materials/item/SER-01/")
    page.get_by_role("link", name="Order", exact=True).click()
    page.get_by_label("Number of the order").fill("PO-26-STORY")
    page.get_by_label("For", exact=True).select_option("own")
    page.get_by_role("button", name="Order it").click()
    expect(page.get_by_text("Enter how much is ordered").first).to_be_visible()
    expect(page.get_by_label("Number of the order")).to_have_value("PO-26-STORY")
    page.get_by_label("For", exact=True).select_option("own")
    page.get_by_label("Expected on").fill((timezone.now() + timedelta(days=9)).date().isoformat())
    page.get_by_label("SER-01").fill("1000")
    page.get_by_role("button", name="Order it").click()
    expect(page.get_by_role("heading", name="PO-26-STORY")).to_be_visible()
    assert look(page, "story-order") == []


def receive_them(page: Page) -> str:
    """Against the line of the order; too warm on the way is found and said."""
    page.goto("/materials/orders/")
    page.get_by_role("link", name="PO-26-STORY").click()
    page.get_by_role("link", name=re.compile("^Receive PO-26-STORY")).click()
    page.get_by_label("Supplier’s lot").fill("FBS-7781")
    page.get_by_label("Expires on").fill((timezone.now() + timedelta(days=90)).date().isoformat())
    page.get_by_label("Containers").fill("2")
    page.get_by_label("In each").fill("500")
    page.get_by_label("Lowest temperature on the way").fill("3.0")
    page.get_by_label("Highest temperature on the way").fill("9.5")
    page.get_by_role("button", name="Put it into quarantine").click()
    expect(page.get_by_role("link", name="Damage")).to_be_visible()
    page.get_by_text("Undamaged", exact=True).click()
    page.get_by_label("Belongs to").select_option("own")
    page.get_by_role("button", name="Put it into quarantine").click()
    expect(page.get_by_text("in quarantine").first).to_be_visible()
    page.goto("/stock/?words=FBS-7781")
    page.get_by_role("cell").get_by_role("link").first.click()
    expect(page.get_by_text("Warmer than accepted on the way").first).to_be_visible()
    expect(page.get_by_text("is it a deviation?")).to_be_visible()
    assert look(page, "story-lot-found") == []
    return page.get_by_role("heading", level=1).inner_text().split()[-1]


def refused_in_quarantine(page: Page, number: str) -> None:
    page.goto(f"/stock/containers/{number}-01/")
    expect(page.get_by_text(f"{number} is in quarantine.").first).to_be_visible()
    expect(page.get_by_role("link", name="Use", exact=True)).to_have_count(0)


def release_on_its_certificate(page: Page, number: str) -> None:
    """Without the certificate there is nothing to sign; with it, what was found is judged."""
    page.goto(f"/stock/lots/{number}/")
    expect(page.get_by_text("Attach the certificate to the lot.").first).to_be_visible()
    page.get_by_role("link", name="All files").click()
    page.get_by_label("File").set_input_files(PDF)
    page.get_by_label("What it shows").fill("Certificate of analysis")
    page.get_by_role("button", name="Attach").click()
    expect(page.get_by_text("The file is attached.")).to_be_visible()
    page.goto(f"/stock/lots/{number}/")
    sign(page, "Release", {"Certificate": "CoA 4711"})
    expect(page.get_by_role("dialog").get_by_text("A value is needed").first).to_be_visible()
    sign(page, "", {"Assessment": "One hour at 9.5 °C is within its stability."})
    expect(page.get_by_text(f"{number} is released.")).to_be_visible()
    assert look(page, "story-lot-released") == []


def use(page: Page, code: str, quantity: str, *, opened: bool = True) -> None:
    """On the page of the container; without `opened` the form was there before it expired."""
    page.goto(f"/stock/containers/{code}/do/use/")
    page.get_by_label("Quantity").fill(quantity)
    page.get_by_label("For", exact=True).fill(BATCH)
    page.get_by_role("button", name="Record the use").click()
    if opened:
        expect(page.get_by_role("heading", name=code)).to_be_visible()


def expire(number: str) -> None:
    """Time goes by: its last day is over."""
    from materials.models import Lot
    from tests.deeds import changed

    lot = Lot.objects.get(number=number)
    changed(lot, expires_at=timezone.now() - timedelta(minutes=1))


def test_a_hold_on_a_medium_reaches_the_product_until_qa_lifts_it(site: Any, enter: Any) -> None:
    joris, mara = enter(site, "jvermaat").new_page(), enter(site, "mlindqvist").new_page()
    joris.goto(f"/stock/lots/{MEDIUM}/")
    joris.get_by_role("link", name="Hold", exact=True).click()
    joris.get_by_label("Reason").fill("The supplier reports endotoxin.")
    joris.get_by_role("button", name="Hold it").click()
    expect(joris.get_by_text("Recorded for")).to_be_visible()
    joris.goto(f"/stock/lots/{BAG}/")
    expect(joris.get_by_text("On hold: nothing of it is used.")).to_be_visible()
    joris.goto(f"/stock/containers/{BAG}-01/do/issue/")
    joris.get_by_label("Quantity").fill("1")
    joris.get_by_label("For", exact=True).fill("Shipment")
    joris.get_by_role("button", name="Issue it").click()
    expect(joris.get_by_text(f"holds {MEDIUM}").first).to_be_visible()
    expect(joris.get_by_label("For", exact=True)).to_have_value("Shipment")
    assert look(joris, "story-hold-refused") == []
    mara.goto("/stock/holds/")
    mara.get_by_role("cell").get_by_role("link").first.click()
    expect(mara.get_by_role("link", name=f"{BAG}-01")).to_be_visible()
    mara.get_by_role("button", name="Lift the hold", exact=True).click()
    expect(mara.get_by_role("dialog").get_by_text("Becomes free")).to_be_visible()
    assert look(mara, "story-hold-lift") == []
    sign(mara, "", {"Reason": "The report was of another lot."})
    expect(mara.get_by_text("is lifted.")).to_be_visible()
    joris.get_by_role("button", name="Issue it").click()
    expect(joris.get_by_role("heading", name=f"{BAG}-01")).to_be_visible()


@pytest.mark.urs("ATMP-14.01")
def test_a_recall_lists_batches_and_patient_codes_and_is_timed_and_signed(
    site: Any, enter: Any
) -> None:
    page = enter(site, "mlindqvist").new_page()
    page.goto(f"/stock/lots/{MEDIUM}/")
    page.get_by_role("link", name="Recall", exact=True).click()
    for code in (f"{MEDIUM}-01", BAG, f"{BAG}-01", BATCH, "NLT-0059"):
        expect(page.get_by_text(code, exact=True).first).to_be_visible()
    expect(page.get_by_text("Shipments are not recorded in this system yet")).to_be_visible()
    assert look(page, "story-recall") == []
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as CSV").click()
    rows = csv.DictReader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig")))
    assert {row["code"]: row["patient"] for row in rows}[BATCH] == "NLT-0059"
    page.get_by_role("link", name="Begin a recall").click()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("link", name="What it is")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_text("An exercise: nothing is held").click()
    page.get_by_label("Reason").fill("Yearly exercise")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_text("The recall has begun.")).to_be_visible()
    page.goto("/stock/recalls/")
    page.get_by_role("cell").get_by_role("link").first.click()
    sign(page, "Conclude", {})
    expect(page.get_by_role("dialog").get_by_text("A value is needed").first).to_be_visible()
    sign(page, "", {"Conclusion": "All found in four minutes."})
    expect(page.get_by_text("is signed.")).to_be_visible()
    expect(page.get_by_text("Took", exact=True)).to_be_visible()
    assert look(page, "story-recall-signed") == []


def sign(page: Page, button: str, typed: dict[str, str]) -> None:
    """Opens the dialog, unless it is open, fills it and signs."""
    if button:
        page.get_by_role("button", name=button, exact=True).click()
    dialog = page.get_by_role("dialog")
    for label, text in typed.items():
        dialog.get_by_label(label).fill(text)
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign").click(timeout=ANSWER_MILLISECONDS)
