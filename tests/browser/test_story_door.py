"""The door by hand: an app's code, a security key, and every page that only they lead to."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keys import confirm, follow, name_the_key, plug_in_a_key
from tests.browser.look import SIZES, look
from tests.browser.people import sign_in
from tests.browser.watch import Watch
from tests.signin.door import app_code

SAFETY = "/account/safety/"


@pytest.fixture
def safe(sites: Any, enter: Any) -> Any:
    """Signs in by hand and opens the page of safety; security keys need a name for the server."""

    def opened(username: str) -> tuple[Page, Watch]:
        url = sites("empty").url.replace("127.0.0.1", "localhost")
        page = enter(sites("empty")).browser.new_context(base_url=url).new_page()
        watch = Watch(page, url)
        page.goto(f"/sign-in/?next={SAFETY}")
        sign_in(page, username)
        return page, watch

    return opened


def leave(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")


def test_a_code_from_an_app(safe: Any) -> None:
    page, watch = safe("trieger")
    follow(page, "Set up an app")
    assert look(page, "confirm-password", SIZES) == []
    confirm(page)
    expect(page.get_by_role("heading", name="Set up an app")).to_be_visible()
    assert look(page, "app-set-up", SIZES) == []
    seed = page.locator(".todo .id").inner_text()
    page.get_by_label("The six digits").fill("000000")
    page.get_by_role("button", name="Set up the app").click()
    expect(page.get_by_text("This does not fit.").first).to_be_visible()
    assert page.locator(".todo .id").inner_text() == seed
    page.get_by_label("The six digits").fill(app_code(seed))
    page.get_by_role("button", name="Set up the app").click()
    expect(page.locator(".codes li")).to_have_count(10)
    assert look(page, "recovery-codes", SIZES) == []
    page.reload()
    expect(page.get_by_text("10 codes are left.")).to_be_visible()
    assert look(page, "recovery-codes-shown", SIZES) == []
    follow(page, "Make new codes")
    assert look(page, "recovery-codes-new", SIZES) == []
    page.goto(SAFETY)
    assert look(page, "safety-app", SIZES) == []
    follow(page, "Remove the app")
    assert look(page, "app-remove", SIZES) == []
    page.goto(f"{SAFETY}confirm/code/")
    assert look(page, "confirm-code", SIZES) == []
    leave(page)
    sign_in(page, "trieger")
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    assert look(page, "second-factor-code", SIZES) == []
    page.get_by_label("Code from the app").fill(app_code(seed, 1))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    assert watch.all() == []


def test_a_security_key(safe: Any) -> None:
    page, watch = safe("mlindqvist")
    plug_in_a_key(page)
    follow(page, "Add a key")
    confirm(page)
    assert look(page, "key-add", SIZES) == []
    name_the_key(page, "Key of Mara")
    page.goto(f"{SAFETY}keys/")
    expect(page.get_by_text("Key of Mara")).to_be_visible()
    assert look(page, "keys", SIZES) == []
    follow(page, "Remove")
    assert look(page, "key-remove", SIZES) == []
    page.goto(f"{SAFETY}confirm/key/")
    assert look(page, "confirm-key", SIZES) == []
    leave(page)
    sign_in(page, "mlindqvist")
    expect(page.get_by_role("button", name="Use a security key")).to_be_visible()
    assert look(page, "second-factor-key", SIZES) == []
    page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    unlocks_with_the_key(page)
    assert watch.all() == []


def unlocks_with_the_key(page: Page) -> None:
    page.evaluate("document.querySelector('[data-cover]').dataset.lockAfter = 0")
    cover = page.get_by_role("dialog", name="Locked")
    expect(cover).to_be_visible()
    page.evaluate("document.querySelector('[data-cover]').dataset.lockAfter = 180")
    assert look(page, "covered-key", SIZES) == []
    cover.get_by_role("button", name="Use a security key").click()
    expect(cover).to_be_hidden()
    page.goto("/batches/")
    expect(page.get_by_role("heading", name="Batches")).to_be_visible()


def test_a_key_that_was_not_read_is_told(safe: Any) -> None:
    page, _watch = safe("kadler")
    follow(page, "Add a key")
    confirm(page)
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error()) }")
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_text("The key was not read.")).to_be_visible()
