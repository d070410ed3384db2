"""The tablet's pages as an application: installed, and opened without network."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import cast
from tests.browser.people import TABLET
from tests.browser.tablet import cut, inside, opened, sent, unsent
from tests.deeds import made

KEY = "i" * 43
ROOM, NEVER_OPENED = "/board/rooms/CR05/tablet/", "/board/rooms/CR06/tablet/"
PREPARE = "/board/rooms/CR05/use/"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


def enrolled(site: Any, enter: Any, blocker: Any, who: str) -> BrowserContext:
    """A tablet of the facility with somebody at it."""
    from people.models import Tablet, User
    from people.models.tablet import hash_of

    with inside(site, blocker):
        if not Tablet.objects.filter(code="T-77").exists():
            by = User.objects.get(username="nbakker")
            made(Tablet, code="T-77", name="Isolator 7", px_per_mm=Decimal("5.9"),
                 key_hash=hash_of(KEY), enrolled_at=cast.NOW, enrolled_by=by)  # fmt: skip
    context: BrowserContext = enter(site, who, **TABLET)
    context.add_cookies([{"name": "tablet", "value": KEY, "url": site.url}])
    return context


def ready(context: BrowserContext, *paths: str) -> Page:
    """Its pages are answered for by the service worker, and these were opened once."""
    page = opened(context, paths[0])
    page.wait_for_function(CONTROLLED)
    for path in paths:
        page.goto(path)
    return page


def test_it_is_installed_and_opens_without_network(
    sites: Any, enter: Any, django_db_blocker: Any
) -> None:
    """Accepted: what was opened before, with all its files. Refused: another page says so."""
    context = enrolled(sites("full"), enter, django_db_blocker, "imolenaar")
    page = ready(context, "/board/", ROOM)
    linked = page.locator('link[rel="manifest"]').get_attribute("href") or ""
    told = context.request.get(linked).json()
    assert (told["name"], told["display"], told["start_url"]) == (
        "CGT-LIMS", "standalone", "/board/",
    )  # fmt: skip
    assert told["icons"]
    for icon in told["icons"]:
        assert context.request.get(icon["src"]).headers["content-type"] == icon["type"]
    missing: list[str] = []
    page.on("requestfailed", lambda one: missing.append(one.url))
    with cut(context):
        page.goto(told["start_url"])
        expect(page.get_by_role("link", name="CR05").first).to_be_visible()
        page.goto(ROOM)
        expect(page.get_by_role("heading", name="Inside")).to_be_visible()
        page.goto(NEVER_OPENED)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("heading", name="Inside")).to_have_count(0)
    assert [one for one in missing if "/static/" in one] == []


@pytest.mark.urs("ANX11-16")
def test_a_page_opened_again_without_network_makes_another_entry(
    sites: Any, enter: Any, django_db_blocker: Any
) -> None:
    """Both are kept and sent: the page from before has the same id in its form."""
    from cleanrooms.models import RoomUse

    site = sites("full")
    page = ready(enrolled(site, enter, django_db_blocker, "imolenaar"), PREPARE)
    with cut(page.context):
        for count, note in enumerate(("Smoke study A", "Smoke study B"), start=1):
            page.goto(PREPARE)
            page.get_by_label("Other work", exact=True).check()
            page.get_by_label("What else").fill(note)
            page.get_by_role("button", name="Prepare it").tap()
            unsent(page, count)
    sent(page)
    with inside(site, django_db_blocker):
        notes = RoomUse.objects.filter(note__startswith="Smoke study").values_list(
            "note", flat=True
        )
        assert sorted(notes) == ["Smoke study A", "Smoke study B"]
