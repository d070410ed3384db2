"""What stories at a tablet share: both ways of holding it, the network, signing, and time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db.models import Model
from playwright.sync_api import BrowserContext, Page, expect

from tests import databases
from tests.browser.look import TABLET, UPRIGHT, look
from tests.browser.site import Site
from tests.deeds import changed
from tests.passwords import PASSWORD

LANDSCAPE = {"width": TABLET[0], "height": TABLET[1]}
PORTRAIT = {"width": UPRIGHT[0], "height": UPRIGHT[1]}
# Nothing moves or fades, and no part is being asked for.
AT_REST = "() => !document.getAnimations().length && !document.querySelector('.htmx-request')"


def opened(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.goto(path)
    return page


def sent(page: Page) -> None:
    """Nothing waits on the device any more."""
    expect(page.locator("[data-unsent]")).to_be_hidden(timeout=30_000)


@contextmanager
def cut(context: BrowserContext) -> Iterator[None]:
    """No network inside the block."""
    context.set_offline(True)
    yield
    context.set_offline(False)


def unsent(page: Page, count: int) -> None:
    expect(page.get_by_role("link", name=f"{count} not sent")).to_be_visible()


def sign(page: Page, who: str, button: str) -> None:
    """In the dialog that this button opens."""
    page.get_by_role("button", name=button).tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("User name").fill(who)
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign").tap()


def seen(page: Page, name: str) -> None:
    """A picture of the page as it lies there; nothing on it is cut off or inaccessible."""
    size = page.viewport_size or LANDSCAPE
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function(AT_REST)
    faults = look(page, name, [(size["width"], size["height"])])
    assert not faults, faults


@contextmanager
def inside(site: Site, blocker: Any) -> Iterator[None]:
    """The database of the site."""
    with blocker.unblock(), databases.used(site.database):
        yield


def later(row: Model, minutes: int, *names: str) -> None:
    """So many minutes pass: these moments of the row are as long ago."""
    ago = timedelta(minutes=minutes)
    changed(row, **{name: getattr(row, name) - ago for name in names})
