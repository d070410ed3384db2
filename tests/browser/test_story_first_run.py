"""A facility loaded from files: people by the administrator, the rest by the facility manager."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import look
from tests.first_run import facility

FIRST = "/system/first-run/"


@pytest.fixture
def site(sites: Any) -> Any:
    return sites("empty")


def choose(page: Page, files: dict[str, str]) -> None:
    page.goto(FIRST)
    page.get_by_label("Files").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
            for name, text in files.items()
        ]
    )
    page.get_by_role("button", name="Show what it would do").click()


def load(page: Page, reason: str) -> None:
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Load exactly this").click()
    expect(page.get_by_text("The files are loaded, as they were shown.")).to_be_visible()


def test_a_facility_is_loaded_from_files(site: Any, enter: Any) -> None:
    administrator = enter(site, "shaas").new_page()
    choose(administrator, facility.OF_PEOPLE)
    expect(administrator.get_by_text("5 records are made or changed")).to_be_visible()
    load(administrator, "People of the site")
    manager = enter(site, "nbakker").new_page()
    see_the_faults(manager)
    choose(manager, facility.OF_GMP)
    expect(manager.get_by_text("14 records are made or changed")).to_be_visible()
    assert look(manager, "first-run-dry-run") == []
    load(manager, "First run of the site")
    the_same_again(manager)
    see_a_difference(manager)
    see_what_was_loaded(enter(site, "mlindqvist").new_page())


def see_the_faults(page: Page) -> None:
    """Nothing is loaded while one row is wrong; each is named by file, line and column."""
    rooms = facility.ROOMS.replace("CLEANROOM,B", "CLEANROOM,E")
    stock = facility.STOCK.replace("quantity: 500", "quantity: some")
    choose(page, {**facility.OF_GMP, "rooms.csv": rooms, "stock.yaml": stock})
    faults = page.get_by_role("row").filter(has_text="line 3, column grade")
    expect(faults).to_contain_text("“E” is not accepted here.")
    expect(page.get_by_role("row").filter(has_text="line 21, column quantity")).to_be_visible()
    expect(page.get_by_role("button", name="Load exactly this")).to_have_count(0)
    assert look(page, "first-run-faults") == []
    page.goto("/board/?view=list")
    expect(page.get_by_text("CR21")).to_have_count(0)


def the_same_again(page: Page) -> None:
    choose(page, facility.OF_GMP)
    expect(page.get_by_text("Everything is here already.")).to_be_visible()
    assert look(page, "first-run-same") == []


def see_a_difference(page: Page) -> None:
    choose(page, {"rooms.csv": facility.ROOMS.replace("CLEANROOM,C,0", "CLEANROOM,B,0")})
    row = page.get_by_role("row").filter(has_text="CR21")
    expect(row).to_contain_text(re.compile(r"grade\s+was C\s+now B"))
    assert look(page, "first-run-difference") == []
    load(page, "Graded anew")


def see_what_was_loaded(page: Page) -> None:
    """A room, a device in it, a draft of version 4, a lot in quarantine."""
    page.goto("/board/equipment/item/INC-21/")
    expect(page.get_by_text("=SN-1", exact=True).first).to_be_visible()
    page.goto("/documents/SOP-117/")
    expect(page.get_by_text("Draft").first).to_be_visible()
    page.goto("/stock/lots/L25-0310/")
    expect(page.get_by_text("Quarantine").first).to_be_visible()
    decided = page.get_by_text("Released on 2025-04-02 by M. Lind, record R-118")
    expect(decided.first).to_be_visible()
