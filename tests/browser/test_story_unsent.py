"""No network: what is recorded is kept on the device and sent once, or refused with its reason."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests import databases
from tests.browser.people import TABLET

ROOM = "/board/rooms/CR09/"
OTHER = "/board/rooms/CR10/"


def opened(context: BrowserContext, room: str = ROOM) -> Page:
    page = context.new_page()
    page.goto(room)
    return page


def set_state(page: Page, state: str, note: str) -> None:
    page.get_by_label(state, exact=True).check()
    page.get_by_label("Reason").fill(note)
    page.get_by_role("button", name="Set the state").click()


@pytest.mark.urs("ANX11-16")
def test_it_is_kept_and_sent_when_the_network_is_back(
    sites: Any, enter: Any, django_db_blocker: Any
) -> None:
    """Accepted: it is recorded once, with when it was done. Refused, below: what came too late."""
    from cleanrooms.models import Room
    from integrity.models import AuditEvent

    site = sites("full")
    context = enter(site, "kadler", **TABLET)
    page = opened(context)
    context.set_offline(True)
    page.get_by_label("Under qualification", exact=True).check()
    page.get_by_label("Reason").fill("Filter test")
    page.get_by_role("button", name="Set the state").dblclick()
    expect(page.get_by_text("Not sent yet.")).to_be_visible()
    expect(page.get_by_role("link", name="1 not sent")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("[data-unsent]")).to_be_hidden(timeout=30_000)
    page.reload()
    expect(page.locator(".page-head").get_by_text("Under qualification")).to_be_visible()
    with django_db_blocker.unblock(), databases.used(site.database):
        room = Room.objects.get(code="CR09")
        found = AuditEvent.objects.filter(subject_id=str(room.pk), verb="room.state_changed")
        assert [one.reason for one in found].count("Filter test") == 1


def test_an_answer_that_was_lost_makes_no_second_entry(
    sites: Any, enter: Any, django_db_blocker: Any
) -> None:
    """The server did it, and the device heard nothing: it sends it again, much later."""
    from integrity.models import AuditEvent

    site = sites("full")
    page = opened(enter(site, "kadler", **TABLET), OTHER)
    page.clock.install()
    lost: list[Route] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST":
            return route.fallback()
        lost.append(route)
        route.fetch(max_redirects=0)
        return route.abort("connectionreset")

    page.route(f"**{OTHER}", lose)
    set_state(page, "Out of service", "Spilt medium")
    expect(page.get_by_text("Not sent yet.")).to_be_visible()
    page.unroute(f"**{OTHER}")
    page.clock.fast_forward("05:00")
    expect(page.locator("[data-unsent]")).to_be_hidden(timeout=30_000)
    with django_db_blocker.unblock(), databases.used(site.database):
        found = AuditEvent.objects.filter(verb="room.state_changed")
        assert [one.reason for one in found].count("Spilt medium") == 1
    assert len(lost) == 1


@pytest.mark.urs("ANX11-16")
def test_what_is_refused_later_is_kept_with_its_reason_until_the_trail_has_it(
    sites: Any, enter: Any, django_db_blocker: Any
) -> None:
    from integrity.models import AuditEvent

    site = sites("full")
    context = enter(site, "kadler", **TABLET)
    page = opened(context)
    context.set_offline(True)
    set_state(page, "Under qualification", "Filter test")
    expect(page.get_by_role("link", name="1 not sent")).to_be_visible()
    other = opened(enter(site, "nbakker", **TABLET))
    set_state(other, "Out of service", "Leak")
    expect(other.get_by_text("CR09 is now")).to_be_visible()
    context.set_offline(False)
    page.get_by_role("link", name="1 not sent").click()
    expect(page.get_by_text("Set the state of CR09")).to_be_visible()
    expect(page.get_by_label("Why it is not entered again")).to_be_visible(timeout=30_000)
    page.get_by_label("Why it is not entered again").fill("The room leaked meanwhile")
    page.get_by_role("button", name="Take it off this device").click()
    expect(page.get_by_text("Everything was sent.")).to_be_visible()
    with django_db_blocker.unblock(), databases.used(site.database):
        event = AuditEvent.objects.get(verb="entry.set_aside")
        assert event.reason == "The room leaked meanwhile"
        assert event.details["said"]["reason"] == "Filter test"
        assert event.details["entry"] == "Set the state of CR09"
