"""A changeover at the tablet: one use ends, the room is cleaned, cleared by two, and used again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import keep_picture
from tests.browser.people import TABLET
from tests.browser.tablet import (
    LANDSCAPE,
    PORTRAIT,
    cut,
    inside,
    later,
    opened,
    seen,
    sent,
    sign,
    unsent,
)
from tests.deeds import changed
from tests.documents.bad_files import picture

FIRST, SECOND = "imolenaar", "jvermaat"


@pytest.mark.urs("FAC-14")
@pytest.mark.urs("ATMP-09.04")
@pytest.mark.parametrize(
    ("size", "room"), [(LANDSCAPE, "CR03"), (PORTRAIT, "CR07")], ids=["landscape", "portrait"]
)
def test_a_room_goes_from_one_product_to_a_media_fill(
    sites: Any, enter: Any, django_db_blocker: Any, size: dict[str, int], room: str
) -> None:
    """Refused on the way: the end of the contact time before it is over, and a line without its
    reason. Everything that was tapped without network is sent once.
    """
    from cleanrooms.models import Cleaning, Room, RoomUse

    site, tag = sites("full"), f"{room}-{size['width']}"
    shape = {**TABLET, "viewport": size}
    context = enter(site, FIRST, **shape)
    page = opened(context, f"/board/rooms/{room}/tablet/")
    seen(page, f"changeover-in-use-{tag}")
    end_use(page, context)
    with inside(site, django_db_blocker):
        bottle = bottle_of(Room.objects.get(code=room))
    clean(page, context, room, bottle, tag)
    with inside(site, django_db_blocker):
        later(
            Cleaning.objects.filter(room__code=room).latest("begun_at"),
            15,
            "begun_at",
            "applied_at",
        )
    page.reload()
    page.get_by_role("button", name="End the cleaning").tap()
    expect(page.get_by_text("Clean hold").or_(page.get_by_text("Ended")).first).to_be_visible()
    other = opened(enter(site, SECOND, **shape), page.url)
    sign(other, SECOND, "Check the cleaning")
    expect(other.get_by_text("Checked").first).to_be_visible()
    seen(other, f"changeover-cleaned-{tag}")
    note = f"Media fill {tag}"
    clear(page, context, room, note, tag)
    other.goto(page.url)
    sign(other, SECOND, "Check the clearance")
    expect(other.get_by_text("Why it cannot begin now")).to_be_visible()
    expect(other.get_by_text("The clean-up time").first).to_be_visible()
    with inside(site, django_db_blocker):  # the time passes
        changed(Room.objects.get(code=room), clean_up_minutes=None)
    page.reload()
    page.get_by_role("button", name="Begin the use").tap()
    expect(page.get_by_text("Running").first).to_be_visible()
    seen(page, f"changeover-begun-{tag}")
    with inside(site, django_db_blocker):
        use = RoomUse.objects.get(note=note)
        assert (use.state, use.cleared_by.username, use.checked_by.username) == (
            "RUNNING", FIRST, SECOND,
        )  # fmt: skip
        assert Room.objects.get(code=room).state == "IN_USE"


def end_use(page: Page, context: Any) -> None:
    """Tapped without network; the room is to be cleaned once it was sent."""
    page.get_by_role("link", name=re.compile("^End or look")).tap()
    with cut(context):
        page.get_by_role("button", name="End the use").tap()
        unsent(page, 1)
    sent(page)
    page.reload()
    expect(page.get_by_text("Ended").first).to_be_visible()
    page.get_by_role("link", name="Room", exact=True).tap()
    expect(page.get_by_text("To be cleaned").first).to_be_visible()


def bottle_of(room: Any) -> str:
    """A closed one of the agent that is due."""
    from cleanrooms.rotations import due_agent
    from materials.models import Container

    agent = due_agent(room)
    closed = Container.objects.filter(
        opened_at__isnull=True, lot__material=agent.material, remaining__gte=10
    )
    return str(closed.latest("remaining").code)


def clean(page: Page, context: Any, room: str, bottle: str, tag: str) -> None:
    page.get_by_role("link", name="Clean", exact=True).tap()
    page.get_by_label("Changeover", exact=True).check()
    page.get_by_label("Procedure").select_option("SOP-012 v1")
    page.get_by_label("Container").fill(bottle)
    page.get_by_label("Quantity").fill("2")
    seen(page, f"changeover-clean-{tag}")
    page.get_by_role("button", name="Begin to clean").tap()
    expect(page.get_by_role("heading", name="Changeover")).to_be_visible()
    with cut(context):
        page.get_by_role("button", name="All surfaces are wet").tap()
        unsent(page, 1)
    sent(page)
    page.reload()
    expect(page.get_by_text("Contact time runs").first).to_be_visible()
    page.get_by_role("button", name="End the cleaning").tap()
    expect(page.get_by_text("runs until").first).to_be_visible()
    seen(page, f"changeover-contact-time-{tag}")


def clear(page: Page, context: Any, room: str, note: str, tag: str) -> None:
    """Line by line, some of them without network; a photo; signed."""
    page.goto(f"/board/rooms/{room}/use/")
    page.get_by_label("Media fill", exact=True).check()
    page.get_by_label("What else").fill(note)
    page.get_by_role("button", name="Prepare it").tap()
    expect(page.get_by_role("heading", name=note, exact=True)).to_be_visible()
    lines = page.locator("form[data-draft^='line:']").count()
    page.get_by_role("button", name=re.compile("^Not so")).first.tap()
    expect(page.get_by_text("Say why").first).to_be_visible()
    page.reload()
    with cut(context):
        for line in page.get_by_role("button", name=re.compile("^Done")).all():
            line.tap()
        unsent(page, lines)
        keep_picture(page, f"changeover-lines-{tag}")
    sent(page)
    page.reload()
    photograph(page)
    seen(page, f"changeover-lines-done-{tag}")
    sign(page, FIRST, "Sign the clearance")
    expect(page.get_by_text("Why it cannot begin now")).to_be_visible()


def photograph(page: Page) -> None:
    """Taken without network: kept on the device, and sent once."""
    taken = {"name": "bench.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    with cut(page.context):
        photo = page.get_by_label(re.compile("Take a photo.*Waste bins"))
        photo.set_input_files(taken)  # type: ignore[arg-type]
        unsent(page, 1)
    sent(page)
    page.reload()
    expect(page.get_by_role("link", name="1 photo : Waste bins")).to_be_visible()
