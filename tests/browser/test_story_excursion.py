"""An excursion: counted by two, told to who must know, acknowledged, and investigated."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import TABLET
from tests.browser.tablet import LANDSCAPE, PORTRAIT, cut, inside, opened, seen

PLATES = "/monitoring/plates/?q=CR12"


@pytest.mark.urs("ANX11D-8")
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_a_count_beyond_action_is_followed_to_its_investigation(
    sites: Any, enter: Any, django_db_blocker: Any, size: dict[str, int]
) -> None:
    """Refused on the way: what is no count, and an acknowledgement without a comment."""
    site, tag = sites("full"), str(size["width"])
    shape = {**TABLET, "viewport": size}
    context = enter(site, "trieger", **shape)
    tomas = opened(context, PLATES)
    row = tomas.get_by_role("row").filter(has_text="First count").first
    plate = row.get_by_role("link").first.inner_text()
    count(tomas, context, plate, tag)
    lena = opened(enter(site, "lwouters", **shape), f"/monitoring/plates/?q={plate}")
    expect(lena.get_by_text("Second person")).to_be_visible()
    lena.get_by_label(re.compile(f"^Count of {plate}")).fill("185")
    lena.get_by_role("button", name="Record the counts").tap()
    expect(lena.get_by_text("recorded").first).to_be_visible()
    kwame = opened(enter(site, "kadler", **shape), "/monitoring/excursions/")
    kwame.get_by_role("link", name="Sample", exact=True).tap()
    seen(kwame, f"excursions-{tag}")
    kwame.get_by_role("row").filter(has_text=re.compile("Action")).first.get_by_role(
        "link", name=re.compile("^EXC-")
    ).tap()
    expect(kwame.get_by_text("190 CFU").first).to_be_visible()
    acknowledge(kwame, tag)
    mara = opened(enter(site, "mlindqvist", **shape), "/notifications/")
    expect(mara.get_by_text(re.compile("EXC-")).first).to_be_visible(timeout=30_000)
    seen(mara, f"excursion-told-{tag}")
    mara.goto(kwame.url)
    exposed(mara, tag)
    kwame.get_by_role("link", name=re.compile("^DEV-")).first.tap()
    expect(kwame.get_by_text("beyond action").first).to_be_visible()
    expect(kwame.get_by_text("Raised").first).to_be_visible()
    seen(kwame, f"excursion-deviation-{tag}")
    with inside(site, django_db_blocker):
        check(plate)


def count(tomas: Page, context: Any, plate: str, tag: str) -> None:
    """What was typed while the network was away is still there when it is back."""
    cell = tomas.get_by_label(re.compile(f"^Count of {plate}"))
    cell.fill("many")
    tomas.get_by_role("button", name="Record the counts").tap()
    expect(tomas.get_by_text("“many” is no count.").first).to_be_visible()
    seen(tomas, f"excursion-no-count-{tag}")
    cell = tomas.get_by_label(re.compile(f"^Count of {plate}"))
    with cut(context):
        cell.fill("190")
        expect(tomas.get_by_text("Not recorded yet")).to_be_visible()
    tomas.goto(PLATES)
    cell = tomas.get_by_label(re.compile(f"^Count of {plate}"))
    expect(cell).to_have_value("190")
    tomas.get_by_role("button", name="Record the counts").tap()
    expect(tomas.get_by_text("recorded").first).to_be_visible()


def acknowledge(kwame: Page, tag: str) -> None:
    kwame.get_by_role("link", name="Acknowledge").tap()
    kwame.get_by_role("button", name="Acknowledge it").tap()
    expect(kwame.get_by_text("A value is needed.").first).to_be_visible()
    kwame.get_by_label("Comment").fill("Wiped with the sporicide, sampled again")
    kwame.get_by_role("button", name="Acknowledge it").tap()
    expect(kwame.get_by_text("The excursion is acknowledged.")).to_be_visible()
    expect(kwame.get_by_text("Wiped with the sporicide, sampled again").first).to_be_visible()
    seen(kwame, f"excursion-acknowledged-{tag}")


def exposed(mara: Page, tag: str) -> None:
    """From the excursion to all that was in the room since its last good sample, and back."""
    mara.get_by_role("link", name="All of it").tap()
    expect(mara.get_by_role("heading", name=re.compile("What was exposed CR12"))).to_be_visible()
    expect(mara.get_by_role("row").filter(has_text=re.compile("Open|Closed")).first).to_be_visible()
    seen(mara, f"excursion-exposed-{tag}")


def check(plate: str) -> None:
    from monitoring.models import Excursion, Sample

    sample = Sample.objects.get(plate=plate)
    assert (sample.state, sample.counted) == ("COUNTED", 190)
    excursion = Excursion.objects.get(source_id=sample.pk, kind="ACTION")
    assert (excursion.acknowledged_by.username, excursion.state) == ("kadler", "ACKNOWLEDGED")
    assert excursion.deviation is not None
