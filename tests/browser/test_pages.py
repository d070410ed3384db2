"""Every page, at three sizes: nothing cut off, accessible, quiet, small. Pictures are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page as BrowserPage

from tests.browser.pages import PAGES, Page
from tests.browser.watch import Watch

SIZES = ((1440, 900), (1024, 768), (800, 1280))
PICTURES = Path("build/pages")
AXE = next(Path(__file__).parent.glob("vendor/axe-core-*/axe.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPT_BUDGET = 60_000
OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth;
  const cut = [...document.querySelectorAll("button, .btn, h1, th, label")]
    .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1
      && getComputedStyle(one).overflow !== "visible" && !one.closest(".vh, .scroll"))
    .map((one) => one.textContent.trim().slice(0, 60));
  return [...(wide ? ["the page is wider than the screen"] : []), ...cut];
}"""
NOT_PAGES = {
    "sign-out", "healthz", "board-now", "step-verify", "batch-documents-progress",
    "batch-pdf", "batch-pdf-file",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page(page: Page, sites: Any, enter: Any) -> None:
    site = sites(page.scene)
    browser: BrowserPage = enter(site, page.user).new_page()
    watch = Watch(browser, site.url)
    answer = browser.goto(page.path)
    assert answer is not None
    assert answer.status == page.status
    browser.wait_for_load_state("networkidle")
    for width, height in SIZES:
        browser.set_viewport_size({"width": width, "height": height})
        keep_picture(browser, f"{page.name}-{width}x{height}")
        assert browser.evaluate(OVERFLOW) == []
        assert accessibility(browser) == []
    assert watch.all() == []
    assert watch.script_bytes <= SCRIPT_BUDGET


def accessibility(browser: BrowserPage) -> list[str]:
    """What axe-core finds, by rule and element."""
    if not browser.evaluate("typeof axe === 'object'"):
        browser.evaluate(AXE.read_text(encoding="utf-8"))
    found = browser.evaluate("(rules) => axe.run({runOnly: rules})", RULES)
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def keep_picture(browser: BrowserPage, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser.screenshot(path=str(PICTURES / f"{name}.png"))


def test_every_address_has_a_page() -> None:
    """A page that nobody walks is found here."""
    names = {
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str) and not name.startswith(("api", "schema", "docs"))
    }
    assert names - NOT_PAGES == {page.route for page in PAGES}
