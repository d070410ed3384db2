"""A new version of a procedure stops who is not trained on it, until it is read and signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from documents.tasks import make_due_effective
from tests import databases
from tests.browser.people import TABLET, at_step, choose, open_step, record, type_on_pad
from tests.browser.scene_quality import BATCH, PROCEDURE
from tests.browser.test_story_deviation import sign


@pytest.fixture
def site(sites: Any) -> Any:
    return sites("procedure")


@pytest.fixture
def calendar(site: Any, django_db_blocker: Any) -> Callable[[], None]:
    """What the schedule does every hour: approved versions whose day has come are effective."""

    def run() -> None:
        with django_db_blocker.unblock(), databases.used(site.database):
            make_due_effective()

    return run


def test_a_new_version_asks_for_new_training(
    site: Any, enter: Any, calendar: Callable[[], None]
) -> None:
    joris = open_step(enter(site, "jvermaat", **TABLET), BATCH, "1.2")
    receive_the_bag(joris)
    at_step(joris, "1.3")
    expect(joris.get_by_role("button", name="Record the step")).to_be_enabled()
    kwame, nadia = enter(site, "kadler").new_page(), enter(site, "nbakker").new_page()
    write_the_next_version(kwame)
    sign_as(nadia, "Review")
    mara = enter(site, "mlindqvist").new_page()
    sign_as(mara, "Approve")
    matrix_shows(mara, f"{PROCEDURE} v2", "To do")
    joris.reload()
    expect(joris.get_by_text("is not trained on")).to_have_count(0)
    calendar()
    is_refused(joris)
    read_and_sign(joris)
    matrix_shows(mara, f"{PROCEDURE} v2", "Trained")
    joris.goto(f"/batches/{BATCH}/steps/1.3/")
    joris.get_by_label("Lot of wash buffer").fill("WB-24-117")
    record(joris)
    at_step(joris, "2.1")


def receive_the_bag(joris: Page) -> None:
    type_on_pad(joris, "Bag temperature", "5.1")
    choose(joris, "Bag appearance", "Intact")
    joris.get_by_label("Collected at").fill("2026-11-01 14:30")
    record(joris)


def write_the_next_version(kwame: Page) -> None:
    kwame.goto(f"/documents/{PROCEDURE}/")
    kwame.get_by_role("link", name="New version").click()
    kwame.get_by_label("What changes, and why").fill("The bag is weighed twice")
    kwame.get_by_label("Effective from").fill(timezone.localdate().isoformat())
    text = kwame.get_by_label("Text")
    text.fill(text.input_value().replace("on scale S-3", "on scale S-3, twice"))
    kwame.get_by_role("button", name="Keep the draft").click()
    kwame.get_by_role("button", name="Submit for review").click()
    expect(kwame.get_by_text("In review").first).to_be_visible()


def sign_as(page: Page, deed: str) -> None:
    page.goto(f"/documents/{PROCEDURE}/versions/2/")
    page.get_by_role("button", name=deed).click()
    if deed == "Approve":
        page.get_by_label("Why it cannot wait").fill("Bags are weighed wrongly today")
    sign(page)
    expect(page.get_by_role("dialog")).to_have_count(0)


def matrix_shows(mara: Page, version: str, standing: str) -> None:
    """In the column of the version, in the line of Joris."""
    mara.goto("/documents/training/")
    heads = mara.get_by_role("columnheader")
    column = next(at for at, head in enumerate(heads.all()) if version in head.inner_text())
    line = mara.get_by_role("row").filter(has_text="Joris Vermaat")
    expect(line.locator("td").nth(column)).to_contain_text(standing)


def is_refused(joris: Page) -> None:
    joris.reload()
    expect(
        joris.get_by_text(f"Joris Vermaat is not trained on {PROCEDURE} v2").first
    ).to_be_visible()
    expect(joris.get_by_role("button", name="Record the step")).to_have_attribute(
        "aria-disabled", "true"
    )


def read_and_sign(joris: Page) -> None:
    """From the step to the procedure, to the signature."""
    joris.get_by_role("link", name=PROCEDURE).tap()
    expect(joris.get_by_text("on scale S-3, twice").first).to_be_visible()
    joris.get_by_role("link", name="Read and understood").tap()
    joris.get_by_role("button", name="Sign", exact=True).tap()
    sign(joris)
    expect(joris.get_by_text(f"You are trained on {PROCEDURE} v2")).to_be_visible()
