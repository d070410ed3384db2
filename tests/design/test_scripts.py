"""The small modules in a real browser, one at a time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from measures.limits import Limits, judge
from measures.numbers import parse_decimal
from measures.problems import ValueProblem
from tests.design.conftest import Sheet

pytestmark = pytest.mark.browser

DENSITY = """
<form id="step" data-draft="step:12">
  <c-value id="d" name="density" label="Density" unit="×10⁶/mL" expected="Expected 0.80 – 2.50"
    :action="{'lower': '0.50', 'upper': '3.00', 'upper_exclusive': True}"
    :alert="{'lower': '0.80', 'upper': '2.50'}" />
  <input name="remark"><input name="secret" type="password">
  <label><input type="radio" name="sealed" value="yes">Yes</label>
  <label><input type="radio" name="sealed" value="no" data-not-accepted>No</label>
  <p data-when-outside>Give a reason.</p>
  <p data-draft-status="step:12" hidden data-says="Not saved yet. Kept since {time}."></p>
</form>
""".replace("\n    ", " ")
ACTION = Limits(lower=Decimal("0.50"), upper=Decimal("3.00"), upper_exclusive=True)
ALERT = Limits(lower=Decimal("0.80"), upper=Decimal("2.50"))
TYPED = (
    "0.49999999999999999999", "0.5", "0.50", "5e-1", "0.80", "0.799", "2.5", "2.50000000000000001",
    "2.99", "3", "3.00", "2.9999999999999999999", "300×10^-2", "3×10⁰", "−1", "+1", ".9", "1.",
    "1,2", "about 1", "1e999", "NaN", "Infinity", "1 2", "0x10", "",
)  # fmt: skip
WORDS = {"ok": "In limits", "alert": "alert limit", "action": "action limit", "neutral": ""}


@pytest.mark.parametrize("typed", TYPED)
def test_the_page_judges_as_the_server_does(sheet: Sheet, typed: str) -> None:
    page = sheet(DENSITY, "limits")
    page.fill("#d", typed)
    state = page.get_attribute("[data-limits]", "data-state")
    assert state == server_state(typed)
    assert WORDS[str(state)] in page.inner_text("#d_limit")
    assert page.get_attribute("#d_limit use", "href") in {f"/static/icons.svg#i-{state}", INFO}


INFO = "/static/icons.svg#i-info"


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


def test_the_colours_are_kept_for_the_next_page(sheet: Sheet) -> None:
    page = sheet("<c-theme />", "theme")
    page.check("[value=contrast]")
    assert page.get_attribute("html", "data-theme") == "contrast"
    assert [one["value"] for one in page.context.cookies() if one["name"] == "theme"] == [
        "contrast"
    ]


def test_a_stroke_leads_to_the_scan_box_but_not_out_of_a_field(sheet: Sheet) -> None:
    page = sheet("<input data-scan-box><input id='other'>", "search")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('[data-scan-box]')")
    page.click("#other")
    page.keyboard.type("1/2")
    assert page.input_value("#other") == "1/2"


def test_now_is_the_facility_s_minute(sheet: Sheet) -> None:
    page = sheet('<input id="at"><c-button data-now-for="at">Now</c-button>', "now")
    page.clock.set_fixed_time("2026-07-01T22:30:59Z")
    page.click("text=Now")
    assert page.input_value("#at") == "2026-07-02 00:30"


def test_the_board_turns_grey_when_nobody_answers(sheet: Sheet) -> None:
    board = """<div data-board><span data-as-of data-says="As of {time}"
      data-says-stale="No answer since {time}"></span></div>"""
    page = sheet("<p></p>")
    page.clock.install(time="2026-11-19T13:03:05Z")
    sheet(board, "board", page=page)
    expect(page.locator("[data-as-of]")).to_contain_text("As of")
    page.clock.fast_forward(19_000)
    assert page.get_attribute("[data-board]", "data-stale") is None
    page.clock.fast_forward(3_000)
    assert page.get_attribute("[data-board]", "data-stale") == ""
    expect(page.locator("[data-as-of]")).to_contain_text("No answer since")
