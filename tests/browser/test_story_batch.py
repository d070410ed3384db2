"""A batch from its beginning to its PDF, by hand: two operators on a tablet, QA at a desk."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import (
    TABLET,
    at_step,
    choose,
    open_step,
    record,
    sign_in,
    type_on_pad,
    verify,
)

NUMBER = "CART-26-STORY"
PDF_MILLISECONDS = 90_000


@pytest.fixture
def site(sites: Any) -> Any:
    return sites("story")


@pytest.mark.urs("FAC-12")
def test_a_batch_from_its_beginning_to_its_pdf(site: Any, enter: Any) -> None:
    begin_the_batch(enter(site).new_page())
    joris = open_step(enter(site, "jvermaat", **TABLET), NUMBER, "1.1")
    ama = enter(site, "aowusu", **TABLET)
    receive_the_apheresis(joris, open_step(ama, NUMBER, "1.1"))
    count_the_cells(joris)
    choose(joris, "Tubing set intact", "Yes")
    record(joris)
    verify(joris)
    expect(joris.get_by_text("must be another person")).to_be_visible()
    second = open_step(ama, NUMBER, "2.2")
    verify(second)
    expect(second.get_by_text("Executed", exact=True).first).to_be_visible()
    read_the_pdf(enter(site, "mlindqvist").new_page())


def begin_the_batch(page: Page) -> None:
    """Signs in by hand, and creates the batch from the effective master."""
    page.goto("/batches/new/")
    sign_in(page, "kadler")
    page.get_by_label("Batch number").fill(NUMBER)
    page.get_by_label("Patient code").fill("NLT-0059")
    page.get_by_role("button", name="Create the batch").click()
    expect(
        page.get_by_text("An autologous batch needs its chain of identity").first
    ).to_be_visible()
    expect(page.get_by_label("Batch number")).to_have_value(NUMBER)
    page.get_by_label("Chain of identity").fill("COI-2H8R-09E1")
    page.get_by_role("button", name="Create the batch").click()
    expect(page.get_by_role("heading", name=NUMBER)).to_be_visible()
    page.goto("/batches/new/")
    page.get_by_label("Batch number").fill(NUMBER.lower())
    page.get_by_label("Patient code").fill("NLT-0059")
    page.get_by_label("Chain of identity").fill("COI-2H8R-09E1")
    page.get_by_role("button", name="Create the batch").click()
    expect(page.get_by_text("was used before").first).to_be_visible()
    expect(page.get_by_label("Batch number")).to_have_value(NUMBER.lower())


def receive_the_apheresis(joris: Page, ama: Page) -> None:
    """The first operation, with a value above its action limit and what that asks for."""
    choose(joris, "Patient code matches", "Yes")
    record(joris)
    verify(joris)
    expect(joris.get_by_text("must be another person")).to_be_visible()
    ama.reload()
    verify(ama)
    at_step(ama, "1.2")
    joris.goto(f"/batches/{NUMBER}/steps/1.2/")
    type_on_pad(joris, "Bag temperature", "9.4")
    expect(joris.get_by_text("Above action limit")).to_be_visible()
    choose(joris, "Bag appearance", "Intact")
    joris.get_by_label("Collected at").fill("2026-11-01 14:30")
    record(joris)
    expect(joris.get_by_text("Check it and say why").first).to_be_visible()
    expect(joris.get_by_label("Bag temperature", exact=True)).to_have_value("9.4")
    joris.get_by_label("Remark").fill("Logger read twice.")
    record(joris)
    at_step(joris, "1.3")
    joris.get_by_label("Lot of wash buffer").fill("WB-24-117")
    record(joris)
    at_step(joris, "2.1")


def count_the_cells(joris: Page) -> None:
    """Text in a number is refused, and nothing else that was typed is lost."""
    joris.get_by_label("Viable cell density", exact=True).fill("1,5")
    joris.get_by_label("Glucose", exact=True).fill("5.8")
    record(joris)
    expect(joris.get_by_text("Use a point, not a comma: 1.5.").first).to_be_visible()
    expect(joris.get_by_label("Glucose", exact=True)).to_have_value("5.8")
    joris.get_by_label("Viable cell density", exact=True).fill("1.5")
    record(joris)
    at_step(joris, "2.2")


def read_the_pdf(mara: Page) -> None:
    """The worker made it without being asked; its bytes are those of its sha256."""
    mara.goto(f"/batches/{NUMBER}/documents/")
    document = mara.get_by_role("link", name=f"Batch record {NUMBER}")
    expect(document).to_be_visible(timeout=PDF_MILLISECONDS)
    document.click()
    sha256 = mara.get_by_text(re.compile("^[0-9a-f]{64}$")).inner_text()
    address = mara.get_by_role("link", name="Download").get_attribute("href")
    content = mara.request.get(str(address)).body()
    assert content.startswith(b"%PDF-1.7")
    assert hashlib.sha256(content).hexdigest() == sha256
