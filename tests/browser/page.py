"""One page of the walk."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page as BrowserPage

from tests.browser.settled import Settled


@dataclass(frozen=True)
class Page:
    """`route` is the name of the address; `status` what the server answers.

    `follow` names the first link of that address that leads to the page, `then` and `last` the
    next ones on the pages after it; `press` the button that opens the dialog to look at.
    """

    name: str
    route: str
    path: str
    user: str | None = "kadler"
    scene: str = "full"
    status: int = 200
    follow: str = ""
    then: str = ""
    last: str = ""
    press: str = ""

    def open(self, browser: BrowserPage) -> int:
        """Goes there, waits until all is quiet, and gives the answer's status."""
        settled = Settled(browser)
        answer = browser.goto(self.path)
        assert answer is not None
        for link in filter(None, (self.follow, self.then, self.last)):
            with browser.expect_navigation():
                browser.get_by_role("link", name=link).first.click()
        if self.press:
            browser.get_by_role("button", name=self.press).click()
        settled.wait()
        return answer.status

    def __str__(self) -> str:
        return self.name
