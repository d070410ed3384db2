"""Limits while typing, and the number pad, in a real browser."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from measures.limits import Limits, judge
from measures.numbers import parse_decimal
from measures.problems import ValueProblem
from tests.design.conftest import Sheet
from tests.design.lines import DENSITY

pytestmark = pytest.mark.browser

ACTION = Limits(lower=Decimal("0.50"), upper=Decimal("3.00"), upper_exclusive=True)
ALERT = Limits(lower=Decimal("0.80"), upper=Decimal("2.50"))
TYPED = (
    "0.49999999999999999999", "0.5", "0.50", "5e-1", "0.80", "0.799", "2.5", "2.50000000000000001",
    "2.99", "3", "3.00", "2.9999999999999999999", "300×10^-2", "3×10⁰", "−1", "+1", ".9", "1.",
    "1,2", "about 1", "1e999", "NaN", "Infinity", "1 2", "0x10", "",
)  # fmt: skip
WORDS = {"ok": "In limits", "alert": "alert limit", "action": "action limit", "neutral": ""}


def test_the_page_judges_as_the_server_does(sheet: Sheet) -> None:
    page = sheet(DENSITY, "limits")
    assert {typed: shown_state(page, typed) for typed in TYPED} == {
        typed: server_state(typed) for typed in TYPED
    }


def shown_state(page: Page, typed: str) -> str:
    """The state that is shown; word and icon must say the same."""
    page.fill("#d", typed)
    state = str(page.get_attribute("[data-limits]", "data-state"))
    icon = str(page.get_attribute("#d_limit use", "href")).rpartition("#")[2]
    assert WORDS[state] in page.inner_text("#d_limit")
    assert icon in {f"i-{state}", "i-info"}
    return state


def server_state(typed: str) -> str:
    try:
        return judge(parse_decimal(typed), action=ACTION, alert=ALERT).state
    except ValueProblem:
        return "neutral"


def test_what_is_expected_is_said_before_anything_is_typed(sheet: Sheet) -> None:
    page = sheet(DENSITY, "limits")
    expect(page.locator("#d_limit")).to_have_text("Expected 0.80 – 2.50")
    page.fill("#d", "9")
    expect(page.locator("#d_limit")).to_have_text("Above action limit 3.00")
    page.fill("#d", "")
    expect(page.locator("#d_limit")).to_have_text("Expected 0.80 – 2.50")


def test_a_reason_is_asked_only_outside(sheet: Sheet) -> None:
    page = sheet(DENSITY, "limits")
    reason = page.locator("[data-when-outside]")
    expect(reason).to_be_hidden()
    page.fill("#d", "0.1")
    expect(reason).to_be_visible()
    page.fill("#d", "1")
    expect(reason).to_be_hidden()
    page.check("[value=no]")
    expect(reason).to_be_visible()


def test_the_scale_marks_the_value(sheet: Sheet) -> None:
    page = sheet(DENSITY, "limits")
    assert page.locator(".limit-scale .sc-dot").count() == 0
    page.fill("#d", "2.7")
    expect(page.locator(".limit-scale .now")).to_have_text("2.7")
    assert page.get_attribute(".limit-scale g", "data-state") == "alert"


@pytest.mark.parametrize(
    ("keys", "typed"),
    [
        ("3 . 1 2", "3.12"),
        ("3 . 1 . 2", "3.12"),
        ("4 sign", "-4"),
        ("4 sign sign", "4"),
        ("1 . 2 power 6", "1.2×10^6"),
        ("2 power 9 sign", "2×10^-9"),
        ("2 power 9 back", "2×10^"),
        ("2 power back", "2"),
        ("power", ""),
        ("1 2 clear 3", "3"),
        ("1 2 back back back", ""),
    ],
)
def test_the_pad_types(sheet: Sheet, keys: str, typed: str) -> None:
    page = sheet(DENSITY + "<c-pad />", "limits", "pad")
    for key in keys.split():
        page.click(f'[data-key="{key}"]')
    assert page.input_value("#d") == typed


def test_the_pad_types_into_the_field_that_was_touched_last(sheet: Sheet) -> None:
    other = '<c-value id="t" name="t" label="Temperature" :action="{}" :alert="{}" />'
    page = sheet(DENSITY + other + "<c-pad />", "limits", "pad")
    page.click("#t")
    page.click('[data-key="7"]')
    assert page.input_value("#t") == "7"
    assert page.input_value("#d") == ""
    assert page.evaluate("document.activeElement.id") == "t"
    assert page.get_attribute("#t", "inputmode") == "none"
