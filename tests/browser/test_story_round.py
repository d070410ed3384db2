"""A sampling round in gloves: twelve samples on the plan, some of them without network."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import TABLET
from tests.browser.tablet import LANDSCAPE, PORTRAIT, cut, inside, opened, seen, sent, unsent

PLATES = ("S1", "C1", "A1", "S2", "S3", "C2", "C3", "A2")
EXPOSED = ("S1", "A1", "S2", "S3", "A2")
PERSON = "Iris Molenaar"


@pytest.mark.urs("FAC-14")
@pytest.mark.parametrize(
    ("size", "room"), [(LANDSCAPE, "CR01"), (PORTRAIT, "CR03")], ids=["landscape", "portrait"]
)
def test_a_round_of_twelve_samples_is_taken_with_gloves(
    sites: Any, enter: Any, django_db_blocker: Any, size: dict[str, int], room: str
) -> None:
    """Accepted: all twelve, each once and with its time. Refused: a plate that was scanned twice,
    with what was typed still there; and a round that is not complete.
    """
    from materials.models import Container

    site = sites("full")
    with inside(site, django_db_blocker):
        packs = Container.objects.filter(lot__supplier_lot="SP-4410", remaining__gte=50)
        pack = packs.latest("code").code
    context = enter(site, "aowusu", **{**TABLET, "viewport": size})
    page = opened(context, "/monitoring/")
    begin(page, f"{room}-OP")
    number = page.url.rstrip("/").rsplit("/", 1)[-1]
    tag = f"{room}-{size['width']}"
    seen(page, f"round-begun-{tag}")
    for sign in PLATES[:3]:
        place(page, room, sign, f"{tag}-{sign}", pack)
    twice(page, room, pack, tag)
    with cut(context):
        for sign in PLATES[3:6]:
            place(page, room, sign, f"{tag}-{sign}", pack, is_cut=True)
        unsent(page, 3)
        kept = page.locator(".sample:target").get_by_text("Kept on this device, not sent yet")
        expect(kept).to_be_visible()
        seen(page, f"round-without-network-{tag}")
    sent(page)
    page.reload()
    for sign in PLATES[6:]:
        place(page, room, sign, f"{tag}-{sign}", pack)
    add_prints(page, context, pack, tag)
    finish_too_early(page)
    with cut(context):
        for sign in EXPOSED[:2]:
            end(page, room, sign, is_cut=True)
        unsent(page, 2)
    sent(page)
    page.reload()
    for sign in EXPOSED[2:]:
        end(page, room, sign)
    seen(page, f"round-done-{tag}")
    page.get_by_role("link", name="Finish the round").tap()
    page.get_by_role("button", name="Finish the round").tap()
    expect(page.get_by_text("The round is finished.")).to_be_visible()
    with inside(site, django_db_blocker):
        check(int(number))


def begin(page: Page, plan: str) -> None:
    page.get_by_role("link", name="Begin a round").tap()
    chosen = page.get_by_label("Plan").locator("option", has_text=plan).get_attribute("value")
    page.get_by_label("Plan").select_option(chosen)
    page.get_by_role("button", name="Begin the round").tap()
    expect(page.get_by_text("0 of 8", exact=True)).to_be_visible()


def spot(page: Page, name: str) -> None:
    """The site is tapped on the plan."""
    page.get_by_role("link", name=f"{name},").tap()


def place(page: Page, room: str, sign: str, plate: str, pack: str, *, is_cut: bool = False) -> None:
    """Plate and pack are scanned: a scanner types."""
    where = f"{room}-{sign}"
    spot(page, where)
    form = page.get_by_role("region", name=where, exact=True)
    form.get_by_label("Plate", exact=True).fill(plate)
    form.get_by_label("Medium").fill(pack)
    if sign == "A1":
        form.get_by_label("Air sampler").fill("AIR-01")  # the next one has it already
    button = form.get_by_role("button", name=f"{'Begin' if sign in EXPOSED else 'Taken'} {where}")
    button.tap()
    if is_cut:
        expect(form.get_by_label("Plate", exact=True)).to_have_value("")
    else:
        expect(button).to_have_count(0)


def end(page: Page, room: str, sign: str, *, is_cut: bool = False) -> None:
    where = f"{room}-{sign}"
    spot(page, where)
    button = page.get_by_role("button", name=f"End {where}")
    button.tap()
    if not is_cut:
        expect(button).to_have_count(0)


def twice(page: Page, room: str, pack: str, tag: str) -> None:
    """The plate of the sample before is scanned again."""
    where = f"{room}-S2"
    spot(page, where)
    form = page.get_by_role("region", name=where, exact=True)
    form.get_by_label("Plate", exact=True).fill(f"{tag}-A1")
    form.get_by_label("Medium").fill(pack)
    form.get_by_role("button", name=f"Begin {where}").tap()
    expect(page.get_by_text(f"Plate {tag}-A1 is another sample’s.").first).to_be_visible()
    expect(form.get_by_label("Plate", exact=True)).to_have_value(f"{tag}-A1")
    seen(page, f"round-refused-{tag}")


def add_prints(page: Page, context: BrowserContext, pack: str, tag: str) -> None:
    """Both gloves, chest and forearm of one person, chosen without network: samples 9 to 12."""
    page.get_by_role("link", name="Prints").tap()
    page.get_by_label("Person", exact=True).select_option(label=PERSON)
    seen(page, f"round-prints-{tag}")
    with cut(context):
        page.get_by_role("button", name="Add the prints").tap()
        unsent(page, 1)
        expect(page.get_by_label("Person", exact=True)).to_have_value("")
    sent(page)
    page.get_by_role("link", name="Leave without recording").tap()
    expect(page.get_by_text("3 of 12", exact=True)).to_be_visible()
    for number in range(9, 13):
        page.locator(f'.samples a[href="#s-{number}"]').tap()
        form = page.locator(f"#s-{number}")
        form.get_by_label("Plate", exact=True).fill(f"{tag}-P{number}")
        form.get_by_label("Medium").fill(pack)
        form.get_by_role("button", name="Taken").tap()
        expect(form.get_by_role("button", name="Taken")).to_have_count(0)


def finish_too_early(page: Page) -> None:
    page.get_by_role("link", name="Finish the round").tap()
    page.get_by_role("button", name="Finish the round").tap()
    refusal = page.locator("form").get_by_role("alert")  # what is missing stood there before
    expect(refusal.get_by_text("is “Exposed”").first).to_be_visible()
    page.go_back()
    page.go_back()
    page.reload()


def check(number: int) -> None:
    """Twelve samples, each taken once, in the order in which they were done."""
    from integrity.models import AuditEvent
    from monitoring.models import Round

    around = Round.objects.get(number=number)
    samples = list(around.samples.order_by("place"))
    assert [one.state for one in samples] == ["TAKEN"] * 12
    events = AuditEvent.objects.filter(
        subject_id__in=[str(one.pk) for one in samples],
        verb__in=["sample.exposed", "sample.taken"],
    )
    assert events.count() == 12 + len(EXPOSED)
