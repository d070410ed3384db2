"""A changeover and a cleaning at the room's tablet, by touch, with the network cut in between."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import databases
from tests.browser.people import TABLET
from tests.browser.tablet import LANDSCAPE, PORTRAIT, opened, sent


@pytest.mark.parametrize(("size", "room"), [(LANDSCAPE, "CR01"), (PORTRAIT, "CR02")])
def test_a_room_is_cleaned_without_network(
    sites: Any, enter: Any, django_db_blocker: Any, size: dict[str, int], room: str
) -> None:
    """That the surfaces are wet is tapped without network: kept, sent once, with its own time."""
    from cleanrooms.models import Cleaning
    from materials.models import Container

    site = sites("full")
    with django_db_blocker.unblock(), databases.used(site.database):
        closed = Container.objects.filter(opened_at__isnull=True, lot__supplier_lot="VD-4001")
        bottle = closed.latest("remaining")
    context = enter(site, "imolenaar", **{**TABLET, "viewport": size})
    page = opened(context, f"/board/rooms/{room}/cleaning/")
    page.get_by_label("Routine", exact=True).check()
    page.get_by_label("Procedure").select_option("SOP-012 v1")
    page.get_by_label("Agent", exact=True).select_option("Virucidal disinfectant")
    page.get_by_label("Why another agent").fill("For the story")
    page.get_by_label("Container").fill(bottle.code)
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Begin to clean").tap()
    expect(page.get_by_role("heading", name="Routine")).to_be_visible()
    context.set_offline(True)
    page.get_by_role("button", name="All surfaces are wet").tap()
    expect(page.get_by_role("link", name="1 not sent")).to_be_visible()
    context.set_offline(False)
    sent(page)
    page.reload()
    expect(page.get_by_text("Contact time runs").first).to_be_visible()
    page.get_by_role("button", name="End the cleaning").tap()
    expect(page.get_by_text("The contact time, 5 min, runs until").first).to_be_visible()
    with django_db_blocker.unblock(), databases.used(site.database):
        cleaning = Cleaning.objects.filter(room__code=room).latest("begun_at")
        assert cleaning.applied_by.username == "imolenaar"
        assert cleaning.ended_at is None


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_a_clearance_goes_on_without_network(
    sites: Any, enter: Any, django_db_blocker: Any, size: dict[str, int]
) -> None:
    """Lines that are answered without network are kept, counted, and sent once."""
    from cleanrooms.models import RoomUse

    site = sites("full")
    context = enter(site, "imolenaar", **{**TABLET, "viewport": size})
    page = opened(context, "/board/rooms/CR01/use/")
    page.get_by_label("Media fill", exact=True).check()
    note = f"MF-{size['width']}"
    page.get_by_label("What else").fill(note)
    page.get_by_role("button", name="Prepare it").tap()
    expect(page.get_by_role("heading", name=note, exact=True)).to_be_visible()
    context.set_offline(True)
    for line in page.get_by_role("button", name=re.compile("^Done")).all()[:2]:
        line.tap()
    expect(page.get_by_role("link", name="2 not sent")).to_be_visible()
    context.set_offline(False)
    sent(page)
    with django_db_blocker.unblock(), databases.used(site.database):
        use = RoomUse.objects.get(note=note)
        assert list(use.lines.values_list("answer", flat=True)[:3]) == ["DONE", "DONE", ""]
