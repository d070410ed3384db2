"""When a page has come to rest: nothing asked for is under way, twice in a row."""

from __future__ import annotations

import time

from playwright.sync_api import Page, Request

LOOKS = 2
BETWEEN_LOOKS_MS = 60
PATIENCE_SECONDS = 30


class Settled:
    """Counts what one page asks for, from before it loads.

    Sooner than waiting for the network to be idle, which always takes half a second: what a page
    fetches once it is there, it asks for before its load event or in answer to an answer.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.under_way: set[Request] = set()
        page.on("request", lambda one: self.under_way.add(one))
        page.on("requestfinished", lambda one: self.under_way.discard(one))
        page.on("requestfailed", lambda one: self.under_way.discard(one))

    def wait(self) -> None:
        self.page.wait_for_load_state("load")
        end = time.monotonic() + PATIENCE_SECONDS
        quiet = 0
        while quiet < LOOKS:
            self.page.wait_for_timeout(BETWEEN_LOOKS_MS)
            quiet = 0 if self.under_way else quiet + 1
            addresses = [request.url for request in self.under_way]
            assert time.monotonic() < end, f"These never came: {addresses}"
