"""The device's own colours: dark, more contrast, and the few that a person has forced."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.look import DESK, UPRIGHT, look
from tests.browser.pages import PAGES
from tests.browser.watch import Watch

THEMES = {
    "dark": {"color_scheme": "dark"},
    "more": {"contrast": "more"},
    "dark-more": {"color_scheme": "dark", "contrast": "more"},
}
FORCED = {
    "forced": {"forced_colors": "active"},
    "forced-dark": {"forced_colors": "active", "color_scheme": "dark"},
}
SHOWN = {
    "sign-in-lost-session", "home", "board-room", "long-board", "batch-list", "batch-executed",
    "results", "step-number", "step-done", "step-out-of-order", "documents-failed", "pdf",
    "room", "trail", "not-found",
}  # fmt: skip
SHOWN_PAGES = [page for page in PAGES if page.name in SHOWN]
CURRENT_WITHOUT_OUTLINE = """() => [...document.querySelectorAll("a[aria-current], :checked")]
  .filter((one) => one.checkVisibility() && one.matches(":not(option, .room)"))
  .filter((one) => getComputedStyle(one).outlineStyle === "none")
  .map((one) => one.outerHTML)"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page", SHOWN_PAGES, ids=str)
def test_theme(page: Any, theme: str, sites: Any, enter: Any) -> None:
    site = sites(page.scene)
    browser = enter(site, page.user, **THEMES[theme]).new_page()
    watch = Watch(browser, site.url)
    page.open(browser)
    assert look(browser, f"{page.name}-{theme}", [DESK, UPRIGHT]) == []
    assert watch.all() == []


@pytest.mark.parametrize("theme", FORCED)
@pytest.mark.parametrize("page", SHOWN_PAGES, ids=str)
def test_forced_colours(page: Any, theme: str, sites: Any, enter: Any) -> None:
    """Backgrounds are gone then: what is chosen has an outline. The contrast is the device's own,
    which axe-core cannot read."""
    browser = enter(sites(page.scene), page.user, **FORCED[theme]).new_page()
    page.open(browser)
    shown = look(browser, f"{page.name}-{theme}", [DESK, UPRIGHT], without=["color-contrast"])
    assert shown == []
    assert browser.evaluate(CURRENT_WITHOUT_OUTLINE) == []


def test_more_contrast_is_more(sites: Any, enter: Any) -> None:
    """Grey words become as dark as the others when the device asks for it."""
    colours = {}
    for wish in ("no-preference", "more"):
        browser = enter(sites("full"), "kadler", contrast=wish).new_page()
        browser.goto("/batches/")
        colours[wish] = browser.evaluate(
            "[...document.querySelectorAll('.muted, h1')].map((one) => getComputedStyle(one).color)"
        )
    assert len(set(colours["no-preference"])) > 1
    assert len(set(colours["more"])) == 1
