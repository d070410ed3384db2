"""Walking away: the page is covered, nothing typed is lost, somebody may take over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import Page, expect

from people.models import Badge, Tablet, User
from people.models.tablet import hash_of
from tests import cast, databases
from tests.browser.look import SIZES, look
from tests.browser.people import TABLET, at_step, open_step, sign_in
from tests.browser.watch import Watch
from tests.deeds import changed, made

BATCH, STEP, FIELD = "CART-26-002", "3.1", "Program and version shown"
KEY, PIN = "k" * 43, "492817"


@pytest.fixture
def inside(sites: Any, django_db_blocker: Any) -> Any:
    """The database of the full site, for what no page does."""

    @contextmanager
    def entered() -> Iterator[None]:
        with django_db_blocker.unblock(), databases.used(sites("full").database):
            yield

    return entered


def at_work(sites: Any, enter: Any, username: str, typed: str) -> Page:
    """A step with something typed into it, and a clock that the test moves."""
    context = enter(sites("full"), username, **TABLET)
    context.clock.install()
    page = open_step(context, BATCH, STEP)
    page.get_by_label(FIELD).fill(typed)
    return page


def cover(page: Page) -> Any:
    return page.get_by_role("dialog", name="Locked")


def walk_away(page: Page, time: str = "03:05") -> None:
    with page.expect_response("**/session/lock/"):
        page.clock.fast_forward(time)
    expect(cover(page)).to_be_visible()


def test_the_lock_keeps_what_was_typed(sites: Any, enter: Any) -> None:
    page = at_work(sites, enter, "jvermaat", "not saved yet")
    watch = Watch(page, sites("full").url)
    page.reload()
    page.clock.fast_forward("02:50")
    expect(cover(page)).to_be_hidden()
    walk_away(page, "00:20")
    expect(page.get_by_label(FIELD)).to_be_hidden()
    page.keyboard.press("Escape")
    expect(cover(page)).to_be_visible()
    assert look(page, "covered", SIZES) == []
    unlock(page, "wrong")
    expect(cover(page).get_by_text("This did not open it.")).to_be_visible()
    assert (
        page.request.get("/batches/", max_redirects=0).headers["location"].startswith("/session/")
    )
    unlock(page, cast.PASSWORD)
    expect(cover(page)).to_be_hidden()
    expect(page.get_by_label(FIELD)).to_have_value("not saved yet")
    assert [one for one in watch.all() if "422" not in one] == []


def unlock(page: Page, password: str) -> None:
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Unlock").click()


def test_typing_keeps_a_session_alive(sites: Any, enter: Any, inside: Any) -> None:
    page = at_work(sites, enter, "jvermaat", "first")
    with inside():
        rows = UserSession.objects.filter(user__username="jvermaat").order_by("-created_at")
        mine = rows.first()
        rows.filter(pk=mine.pk).update(last_seen_at=timezone.now() - timedelta(minutes=2))
    page.clock.fast_forward("00:40")
    with page.expect_response("**/session/alive/") as said:
        page.get_by_label(FIELD).press("End")
    assert said.value.status == 204
    with inside():
        assert timezone.now() - UserSession.objects.get(pk=mine.pk).last_seen_at < timedelta(
            minutes=1
        )


def test_what_happens_in_one_tab_happens_in_all(sites: Any, enter: Any) -> None:
    one = at_work(sites, enter, "jvermaat", "in one")
    other = one.context.new_page()
    other.goto("/batches/")
    walk_away(one)
    expect(cover(other)).to_be_visible()
    unlock(other, cast.PASSWORD)
    expect(cover(other)).to_be_hidden()
    expect(cover(one)).to_be_hidden()


def test_a_session_that_ended_brings_the_draft_back(sites: Any, enter: Any, inside: Any) -> None:
    page = at_work(sites, enter, "jvermaat", "typed before the end")
    walk_away(page)
    with inside():
        long_ago = timezone.now() - timedelta(minutes=16)
        UserSession.objects.filter(user__username="jvermaat").update(last_seen_at=long_ago)
    page.clock.fast_forward("15:00")
    expect(page.get_by_role("heading", name="The session is over")).to_be_visible()
    assert look(page, "session-over", SIZES) == []
    page.get_by_role("link", name="Sign in again").click()
    sign_in(page, "jvermaat")
    at_step(page, STEP)
    expect(page.get_by_label(FIELD)).to_have_value("typed before the end")


def test_a_locked_page_leads_to_the_unlocking_and_back(sites: Any, enter: Any) -> None:
    page = at_work(sites, enter, "imolenaar", "")
    walk_away(page)
    page.goto("/batches/")
    assert look(page, "locked", SIZES) == []
    unlock(page, "wrong")
    assert look(page, "locked-wrong", SIZES) == []
    unlock(page, cast.PASSWORD)
    expect(page).to_have_url(re.compile("/batches/$"))


def test_another_person_takes_the_tablet_by_badge(sites: Any, enter: Any, inside: Any) -> None:
    with inside():
        ready(User.objects.get(username="imolenaar"), User.objects.get(username="jvermaat"))
    page = at_work(sites, enter, "imolenaar", "of Iris")
    page.context.add_cookies([{"name": "tablet", "value": KEY, "url": sites("full").url}])
    page.reload()
    walk_away(page)
    page.get_by_text("Badge and PIN of somebody else").click()
    assert look(page, "covered-tablet", SIZES) == []
    page.get_by_label("Badge", exact=True).fill("B-jvermaat")
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Go on with this badge").click()
    expect(page.get_by_role("button", name="Joris Vermaat")).to_be_visible()
    expect(page.get_by_label(FIELD)).not_to_have_value("of Iris")
    page.goto("/session/badge/?next=/batches/")
    assert look(page, "badge", SIZES) == []
    page.get_by_label("Badge", exact=True).fill("B-imolenaar")
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Go on with this badge").click()
    page.goto(f"/batches/{BATCH}/steps/{STEP}/")
    expect(page.get_by_label(FIELD)).to_have_value("of Iris")


def ready(*people: User) -> None:
    """A tablet, and people with badge and PIN."""
    by = {"given_at": cast.NOW, "given_by": people[0]}
    for user in people:
        changed(user, pin=make_password(PIN))
        made(Badge, serial=f"B-{user.username}", user=user, **by)
    made(Tablet, code="T-01", name="Isolator 1", px_per_mm=Decimal("5.9"), key_hash=hash_of(KEY),
         enrolled_at=cast.NOW, enrolled_by=people[0])  # fmt: skip
