"""The second person signs with a security key, on a tablet where somebody else is signed in."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import scene_signing as signing
from tests.browser.keys import Plugged, confirm, follow, name_the_key, plug_in_a_key
from tests.browser.look import DESK, TABLET, look
from tests.browser.people import sign_in
from tests.browser.watch import Watch

STEP = f"/batches/{signing.BY_KEY}/steps/1.1/"


def with_a_key(page: Page) -> Plugged:
    """Ama Owusu adds her key, and leaves."""
    page.goto("/sign-in/?next=/account/safety/")
    sign_in(page, "aowusu")
    key = plug_in_a_key(page)
    follow(page, "Add a key")
    confirm(page)
    name_the_key(page, "Key of Ama")
    page.context.clear_cookies()
    return key


def test_signing_with_a_key(sites: Any, enter: Any) -> None:
    url = sites("signing").url.replace("127.0.0.1", "localhost")  # keys need a name
    page = enter(sites("signing")).browser.new_context(base_url=url).new_page()
    watch = Watch(page, url)
    key = with_a_key(page)
    page.goto(f"/sign-in/?next={STEP}")
    sign_in(page, "jvermaat")
    page.get_by_role("button", name="Verify the step").click()
    dialog = page.get_by_role("dialog")
    use = dialog.get_by_role("button", name="Use a security key")
    use.click()
    expect(dialog.get_by_text("No security key is known for this name.")).to_be_visible()
    dialog.get_by_label("User name").fill("aowusu")
    key.knows_its_person(False)
    use.click()
    expect(dialog.get_by_text("The key was not read.")).to_be_visible()
    assert look(page, "step-sign-key-not-read", (DESK, TABLET)) == []
    key.knows_its_person(True)
    with page.expect_navigation(wait_until="networkidle"):
        use.click()
    page.goto(STEP)
    expect(
        page.get_by_text("Signed with security key. Joris Vermaat was signed in.")
    ).to_be_visible()
    assert look(page, "step-signed-by-key", (TABLET,)) == []
    assert watch.all() == [f"422: {url}/account/signing-key/"]  # for who has no key
