"""What people do on the pages, in their words."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.passwords import PASSWORD

TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}


def sign_in(page: Page, username: str) -> None:
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def open_step(context: BrowserContext, batch: str, step: str) -> Page:
    page = context.new_page()
    page.goto(f"/batches/{batch}/steps/{step}/")
    return page


def record(page: Page) -> None:
    page.get_by_role("button", name="Record the step").tap()


def verify(page: Page) -> None:
    """Whoever is signed in signs."""
    page.get_by_role("button", name="Verify the step").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign").tap()


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_text(answer, exact=True).tap()


def type_on_pad(page: Page, field: str, keys: str) -> None:
    """Taps the number pad, key by key, as with gloves."""
    page.get_by_label(field, exact=True).tap()
    pad = page.get_by_role("group", name="Number pad")
    for key in keys:
        pad.get_by_role("button", name="Point" if key == "." else key, exact=True).tap()


def at_step(page: Page, step: str) -> None:
    expect(page).to_have_url(re.compile(rf"/steps/{re.escape(step)}/"))
