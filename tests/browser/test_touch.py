"""By finger: on the bench with gloves, and office pages on a tablet."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.look import TABLET, UPRIGHT, look
from tests.browser.pages import PAGES
from tests.browser.scene_long import LONG_NUMBER

TOUCH = {"has_touch": True}
OFFICE = {"sign-in", "home", "board-room", "room", "batch-list", "batch-new", "batch-running",
          "documents-outdated", "not-found"}  # fmt: skip


@pytest.mark.parametrize("page", [page for page in PAGES if page.name in OFFICE], ids=str)
def test_an_office_page_by_finger(page: Any, sites: Any, enter: Any) -> None:
    browser = enter(sites(page.scene), page.user, **TOUCH).new_page()
    page.open(browser)
    assert look(browser, f"{page.name}-touch", [TABLET, UPRIGHT]) == []


def test_a_refused_step_and_the_account(sites: Any, enter: Any) -> None:
    """The bench when something is missing, and with the menu of the person open."""
    browser = enter(sites("full"), "jvermaat", **TOUCH).new_page()
    browser.goto(f"/batches/{LONG_NUMBER}/steps/1.4/")
    browser.get_by_role("button", name="Record the step").tap()
    browser.get_by_role("alert").wait_for()
    assert look(browser, "step-refused", [TABLET, UPRIGHT]) == []
    browser.get_by_role("button", name="Joris Vermaat").tap()
    browser.get_by_role("button", name="Sign out").wait_for()
    assert look(browser, "step-account", [TABLET, UPRIGHT]) == []


def test_a_form_with_faults_by_finger(sites: Any, enter: Any) -> None:
    browser = enter(sites("full"), "kadler", **TOUCH).new_page()
    browser.goto("/batches/new/")
    browser.get_by_role("button", name="Create the batch").tap()
    browser.get_by_role("alert").wait_for()
    assert look(browser, "batch-new-faults", [TABLET, UPRIGHT]) == []


def test_a_wrong_password(sites: Any, enter: Any) -> None:
    browser = enter(sites("full"), **TOUCH).new_page()
    browser.goto("/sign-in/")
    browser.get_by_label("User name").fill("kadler")
    browser.get_by_label("Password").fill("not the password")
    browser.get_by_role("button", name="Sign in").tap()
    browser.get_by_role("alert").wait_for()
    assert look(browser, "sign-in-wrong", [TABLET, UPRIGHT]) == []
