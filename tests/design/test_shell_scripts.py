"""The modules around every page, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.design.conftest import Sheet

pytestmark = pytest.mark.browser


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


def test_a_stroke_leads_not_out_of_a_dialog(sheet: Sheet) -> None:
    page = sheet("<input data-scan-box><dialog><button>Close</button></dialog>", "search")
    page.evaluate("document.querySelector('dialog').showModal()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('dialog button')")


def test_on_a_page_that_is_opened_to_scan_the_box_is_ready(sheet: Sheet) -> None:
    page = sheet("<input data-scan-box><p data-scan-now></p>", "search")
    assert page.evaluate("document.activeElement.matches('[data-scan-box]')")


def test_now_is_the_facility_s_minute(sheet: Sheet) -> None:
    page = sheet('<input id="at"><c-button data-now-for="at">Now</c-button>', "now")
    page.clock.set_fixed_time("2026-07-01T22:30:59Z")
    page.click("text=Now")
    assert page.input_value("#at") == "2026-07-02 00:30"


def test_a_chosen_day_is_said_in_words(sheet: Sheet) -> None:
    page = sheet(
        """<div class="input"><input type="date" id="on" value="2026-06-05"></div>
        <div class="input"><input type="datetime-local" id="at"></div>""",
        "day",
    )
    expect(page.locator("output[for=on]")).to_have_text("Fri, 5 Jun 2026")
    expect(page.locator("output[for=at]")).to_have_text("")
    page.fill("#at", "2026-03-01T23:59")
    expect(page.locator("output[for=at]")).to_have_text("Sun, 1 Mar 2026")


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


SHELL = '<meta name="sign-in-url" content="/sign-in/"><c-notices /><main data-board>Text</main>'
TELL = """([name, xhr, successful]) => {
  const detail = { xhr, successful, shouldSwap: true };
  const event = new CustomEvent(`htmx:${name}`, { detail, bubbles: true });
  document.querySelector("main").dispatchEvent(event);
  return detail.shouldSwap;
}"""


def test_a_lost_session_is_said_and_not_swapped_in(sheet: Sheet) -> None:
    page = sheet(SHELL, "session")
    lost = {"status": 200, "responseURL": "http://lims.invalid/sign-in/?next=/"}
    assert page.evaluate(TELL, ["beforeSwap", lost, True]) is False
    expect(page.locator("[data-notices]")).to_contain_text("You have been signed out.")
    there = {"status": 200, "responseURL": "http://lims.invalid/batches/"}
    assert page.evaluate(TELL, ["beforeSwap", there, True]) is True


def test_no_network_is_said_once_and_taken_back(sheet: Sheet) -> None:
    page = sheet(SHELL, "session")
    for _ in range(2):
        page.evaluate(TELL, ["sendError", {"status": 0}, False])
    notice = page.locator("[data-notices] .message")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("No connection to the server.")
    page.evaluate(TELL, ["afterRequest", {"status": 200}, True])
    expect(notice).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "signed out"),
        (403, "may not"),
        (404, "no longer"),
        (409, "refused"),
        (500, "could not"),
    ],
)
def test_a_failed_request_says_what_to_do(sheet: Sheet, status: int, words: str) -> None:
    page = sheet(SHELL, "session")
    page.evaluate(TELL, ["responseError", {"status": status}, False])
    expect(page.locator("[data-notices]")).to_contain_text(words)


def test_a_message_can_be_closed(sheet: Sheet) -> None:
    page = sheet("<c-message close>Read this.</c-message><p data-notices></p>", "session")
    page.click("[data-closes]")
    expect(page.locator(".message")).to_have_count(0)


def test_what_is_to_be_corrected_takes_the_focus(sheet: Sheet) -> None:
    page = sheet('<p data-notices></p><p tabindex="-1" data-focus id="wrong">Wrong</p>', "session")
    assert page.evaluate("document.activeElement.id") == "wrong"


DIALOG = (
    '<c-button command="show-modal" commandfor="d">Open</c-button>'
    '<dialog id="d"><form><c-button data-shuts>Shut</c-button></form></dialog>'
)
AN_OLDER_BROWSER = """
    delete HTMLButtonElement.prototype.commandForElement;
    document.addEventListener("command", (event) => event.preventDefault(), true);
"""


def test_a_dialog_opens_and_shuts(sheet: Sheet) -> None:
    page = sheet(DIALOG, "dialog")
    page.click("text=Open")
    expect(page.locator("#d")).to_be_visible()
    page.click("text=Shut")
    expect(page.locator("#d")).to_be_hidden()


def test_a_dialog_opens_before_any_script_has_come(sheet: Sheet) -> None:
    page = sheet(DIALOG)
    page.click("text=Open")
    expect(page.locator("#d")).to_be_visible()


def test_a_dialog_opens_in_a_browser_that_cannot_by_itself(chromium: Browser, sheet: Sheet) -> None:
    older = chromium.new_context()
    older.add_init_script(AN_OLDER_BROWSER)
    page = sheet(DIALOG, "dialog", page=older.new_page())
    page.click("text=Open")
    expect(page.locator("#d")).to_be_visible()
    older.close()
