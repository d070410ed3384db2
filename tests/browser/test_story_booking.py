"""A booking that collides, by touch: told with what, the network cut, the offered time taken."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Error, expect

from tests import databases
from tests.browser.people import TABLET
from tests.browser.tablet import LANDSCAPE, PORTRAIT, seen

TYPED = "%Y-%m-%dT%H:%M"


@pytest.mark.urs("ATMP-09.02")
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_a_conflict_is_told_and_the_offered_time_is_taken(
    sites: Any, enter: Any, django_db_blocker: Any, size: dict[str, int]
) -> None:
    from bookings.models import Booking

    site, title = sites("full"), f"Trial of the new bags {size['width']}"
    shape = {**TABLET, "viewport": size}
    with django_db_blocker.unblock(), databases.used(site.database):
        ahead = Booking.objects.filter(state="APPROVED", begins_at__gt=timezone.now())
        taken = ahead.filter(slots__room__code="CR11").earliest("begins_at")
    begin = timezone.localtime(taken.begins_at)
    path = f"/bookings/new/?room=CR11&begins_at={begin.strftime(TYPED)}" \
        f"&ends_at={(begin + timedelta(hours=2)).strftime(TYPED)}"  # fmt: skip
    context = enter(site, "lvandam", **shape)
    page = context.new_page()
    page.goto(path)
    page.get_by_label("Other work", exact=True).check()
    page.get_by_label("What for").fill(title)
    expect(page.get_by_text(f"CR11 is booked by {taken}").first).to_be_visible()
    seen(page, f"booking-conflict-{size['width']}")
    context.set_offline(True)
    try:
        page.get_by_role("button", name="Request it").tap()
        page.wait_for_timeout(500)
    except Error:
        pass  # there is no network: nothing answers
    context.set_offline(False)
    page.goto(path)
    expect(page.get_by_label("What for")).to_have_value(title)
    expect(page.get_by_text(f"CR11 is booked by {taken}").first).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Request \w{3} \d")).last.tap()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_text("Requested", exact=True).first).to_be_visible()
    manager = enter(site, "nbakker", **shape).new_page()
    manager.goto(page.url)
    manager.get_by_role("button", name="Approve").tap()
    expect(manager.get_by_text("Approved", exact=True).first).to_be_visible()
    with django_db_blocker.unblock(), databases.used(site.database):
        booked = Booking.objects.get(title=title)
        assert (booked.state, booked.begins_at >= taken.ends_at) == ("APPROVED", True)
        assert Booking.objects.filter(title=booked.title).count() == 1
