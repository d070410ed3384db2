"""What was typed stays on the device until it is confirmed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.design.conftest import Sheet
from tests.design.lines import DENSITY

pytestmark = pytest.mark.browser


def fill_in(page: Page) -> None:
    page.fill("#d", "2.7")
    page.fill("[name=remark]", "bag clean")
    page.fill("[name=secret]", "not to be kept")
    page.check("[value=no]")


def test_a_draft_outlives_the_page(sheet: Sheet) -> None:
    page = sheet(DENSITY, "limits", "draft")
    fill_in(page)
    expect(page.locator("[data-draft-status]")).to_contain_text("Not saved yet. Kept since")
    page.reload()
    assert page.input_value("#d") == "2.7"
    assert page.input_value("[name=remark]") == "bag clean"
    assert page.is_checked("[value=no]")
    assert page.get_attribute("[data-limits]", "data-state") == "alert"
    assert page.input_value("[name=secret]") == ""
    assert "not to be kept" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_draft_belongs_to_its_author(sheet: Sheet) -> None:
    page = sheet(DENSITY, "draft")
    fill_in(page)
    sheet(DENSITY, "draft", user="8", page=page)
    assert page.input_value("#d") == ""
    sheet(DENSITY, "draft", page=page)
    assert page.input_value("#d") == "2.7"


def test_a_confirmed_draft_is_forgotten(sheet: Sheet) -> None:
    page = sheet(DENSITY, "draft")
    fill_in(page)
    sheet('<p data-draft-done="other draft:step:12">Saved</p>', "draft", page=page)
    assert page.evaluate("localStorage.length") == 0
    sheet(DENSITY, "draft", page=page)
    assert page.input_value("#d") == ""
