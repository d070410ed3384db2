"""Looking at a page as it lies there: nothing cut off, nothing inaccessible. Pictures are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).parent
PICTURES = Path("build/pages")
FAULTS = (HERE / "faults.js").read_text(encoding="utf-8")
AXE = next(HERE.glob("vendor/axe-core-*/axe.min.js"))
# Only what is wrong leaves the page: all that is right would take longer than looking at it.
VIOLATIONS = """async (asked) => (await axe.run(asked)).violations.flatMap((one) =>
  one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`))"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, TABLET, UPRIGHT = (1440, 900), (1024, 768), (800, 1280)
SIZES = (DESK, TABLET, UPRIGHT)


def look(
    browser: Page,
    name: str,
    sizes: Sequence[tuple[int, int]] = SIZES,
    *,
    without: Sequence[str] = (),
) -> list[str]:
    """Everything that is wrong with the page at these sizes, by size; keeps a picture of each.

    `without` names rules of axe-core that cannot be asked here.
    """
    found = []
    for width, height in sizes:
        browser.set_viewport_size({"width": width, "height": height})
        keep_picture(browser, f"{name}-{width}x{height}")
        faults = [*browser.evaluate(FAULTS), *accessibility(browser, without)]
        found += [f"{width}: {fault}" for fault in faults]
    return found


def accessibility(browser: Page, without: Sequence[str] = ()) -> list[str]:
    """What axe-core finds, by rule and element."""
    if not browser.evaluate("typeof axe === 'object'"):
        browser.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {rule: {"enabled": False} for rule in without}
    asked = {"runOnly": RULES, "rules": rules, "resultTypes": ["violations"]}
    found: list[str] = browser.evaluate(VIOLATIONS, asked)
    return found


def keep_picture(browser: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser.screenshot(path=str(PICTURES / f"{name}.png"))
