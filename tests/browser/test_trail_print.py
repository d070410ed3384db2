"""The trail on paper: everything that is on the page, and nothing beyond the paper's edge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
from playwright.sync_api import Page

from tests.browser.scene_trail import BATCH, REASON

ONLY_HEARD = {"was", "now"}
PAPER = Path("build/pages")
EVENTS = "[...document.querySelectorAll('.audit > li')].map((one) => one.innerText)"


@contextmanager
def printed(browser: Page, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The page as Chromium prints it on A4; kept beside the pictures."""
    PAPER.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(browser.pdf(path=PAPER / f"{name}.pdf", format="A4"))
    yield document
    document.close()


def words(text: str) -> list[str]:
    return re.findall(r"\w(?:[\w.:-]*\w)?", text)


def beyond_the_edge(document: pypdfium2.PdfDocument) -> list[str]:
    """Text that lies outside its page."""
    found = []
    for page in document:
        text, (width, height) = page.get_textpage(), page.get_size()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            if left < 0 or bottom < 0 or right > width or top > height:
                found.append(text.get_text_bounded(left, bottom, right, top))
    return found


def test_a_records_trail_is_printed_whole(sites: Any, enter: Any) -> None:
    browser = enter(sites("trail"), "mlindqvist").new_page()
    browser.goto(f"/trail/?deed=batch.created&words={BATCH}")
    with browser.expect_navigation(wait_until="load"):
        browser.get_by_role("link", name=f"Batch record {BATCH}").click()
    events = browser.evaluate(EVENTS)
    with printed(browser, "trail-record") as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert beyond_the_edge(document) == []
    on_paper = set(words(text))
    assert len(events) > 8
    assert {word for event in events for word in words(event)} - on_paper <= ONLY_HEARD
    assert REASON in " ".join(text.split())
    assert {"Export", "Filter", "Batches"} & on_paper == set()


def test_the_longest_values_are_printed_within_the_paper(sites: Any, enter: Any) -> None:
    browser = enter(sites("full"), "mlindqvist").new_page()
    browser.goto("/trail/")
    with printed(browser, "trail-full") as document:
        assert beyond_the_edge(document) == []
