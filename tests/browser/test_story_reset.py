"""A password is reset with a code, and a first password is changed before anything else."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.look import DESK, TABLET, look
from tests.browser.people import sign_in
from tests.browser.watch import Watch
from tests.passwords import PASSWORD

NEW = "a long phrase that nobody else knows"
BOTH = (DESK, TABLET)


def as_boss(sites: Any, enter: Any) -> Page:
    page: Page = enter(sites("empty"), "shaas").new_page()
    return page


def as_nobody(sites: Any, enter: Any) -> tuple[Page, Watch]:
    page = enter(sites("empty")).new_page()
    watch = Watch(page, sites("empty").url)
    page.goto("/sign-in/")
    return page, watch


def test_a_code_sets_another_password(sites: Any, enter: Any) -> None:
    boss = as_boss(sites, enter)
    boss.goto("/people/accounts/nbakker/")
    boss.get_by_role("link", name="Reset the password").click()
    boss.get_by_label("Reason").fill("Forgotten; came in person")
    boss.get_by_role("button", name="Make a code").click()
    code = boss.locator("[data-reset-code]").inner_text()
    assert look(boss, "reset-code", BOTH) == []
    boss.get_by_role("link", name="I have noted it").click()
    expect(boss.get_by_text("reset; a code is good until")).to_be_visible()
    assert look(boss, "person-reset", BOTH) == []
    page, watch = as_nobody(sites, enter)
    page.get_by_role("link", name="I was given a code.").click()
    page.get_by_label("User name").fill("nbakker")
    page.get_by_label("Code").fill("AAAAA AAAAA AAAAA AAAAA")
    page.get_by_label("The new password", exact=True).fill(NEW)
    page.get_by_label("The new password again").fill(NEW)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_text("Name and code do not fit together.")).to_be_visible()
    assert look(page, "new-password-wrong", BOTH) == []
    page.get_by_label("Code").fill(code)
    page.get_by_label("The new password", exact=True).fill(NEW)
    page.get_by_label("The new password again").fill(NEW)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    assert look(page, "sign-in-after-reset", (DESK,)) == []
    page.get_by_label("User name").fill("nbakker")
    page.get_by_label("Password").fill(NEW)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    assert watch.all() == []


def test_a_first_password_is_changed(sites: Any, enter: Any) -> None:
    boss = as_boss(sites, enter)
    boss.goto("/people/new/")
    boss.get_by_label("User name").fill("newcomer")
    boss.get_by_label("Name", exact=True).fill("Nora Comer")
    boss.get_by_label("First password").fill(PASSWORD)
    boss.get_by_role("button", name="Open the account").click()
    expect(boss.get_by_text("The account is open.")).to_be_visible()
    page, watch = as_nobody(sites, enter)
    sign_in(page, "newcomer")
    expect(page.get_by_text("Choose a password of your own.")).to_be_visible()
    assert look(page, "password-first", BOTH) == []
    page.get_by_label("The password you have").fill(PASSWORD)
    page.get_by_label("The new password", exact=True).fill(NEW)
    page.get_by_label("The new password again").fill(NEW)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("heading", name="Sign-in and safety")).to_be_visible()
    assert watch.all() == []
