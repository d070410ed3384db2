"""A deviation from a field of a step, raised on a tablet, to its signed closing after a CAPA."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.people import TABLET, choose, open_step, record, type_on_pad
from tests.browser.scene_quality import BATCH
from tests.documents.bad_files import picture
from tests.passwords import PASSWORD

DEVIATION = "/quality/deviations/"


@pytest.fixture
def site(sites: Any) -> Any:
    return sites("quality")


def test_a_deviation_from_a_field_to_a_closed_capa(site: Any, enter: Any) -> None:
    joris = open_step(enter(site, "jvermaat", **TABLET), BATCH, "1.2")
    raise_from_the_field(joris)
    add_a_photo(joris)
    number = joris.url.rstrip("/").rpartition("/")[2]
    mara = enter(site, "mlindqvist").new_page()
    classify(mara, number)
    kwame = enter(site, "kadler").new_page()
    investigate(kwame, number)
    closing_is_refused(mara, number)
    conclude_the_impact(mara, number)
    read_by_its_sponsor_alone(enter(site, "pnorth").new_page(), number)
    open_the_action(mara, number)
    report_it_done(kwame)
    check_and_close_the_action(mara)
    close(mara, number)


def raise_from_the_field(joris: Page) -> None:
    """What was recorded outside its limits has a way to a deviation beside it."""
    type_on_pad(joris, "Bag temperature", "9.4")
    choose(joris, "Bag appearance", "Intact")
    joris.get_by_label("Collected at").fill("2026-11-01 14:30")
    joris.get_by_label("Remark").fill("Logger read twice.")
    record(joris)
    joris.wait_for_url("**/steps/1.3/")
    joris.goto(f"/batches/{BATCH}/steps/1.2/")
    row = joris.get_by_role("row").filter(has_text="Bag temperature")
    row.get_by_role("link", name="Raise deviation").tap()
    kept = joris.get_by_role("main")
    for words in ("9.4 °C", "2.0 – 8.0 °C", "CR05", "Joris Vermaat"):
        expect(kept.get_by_text(words).first).to_be_visible()
    expect(joris.get_by_label("Title")).to_have_value("Bag temperature: 9.4 °C, Above action")
    joris.get_by_role("button", name="Raise it").tap()
    expect(joris.get_by_text("A value is needed").first).to_be_visible()
    joris.get_by_label("What happened").fill("The logger showed 9.4 °C when the bag came.")
    joris.get_by_label("What was done at once").fill("The bag went into the refrigerator.")
    joris.get_by_role("button", name="Raise it").tap()
    joris.wait_for_url(re.compile(r"/deviations/DEV-[0-9-]+/$"))
    expect(joris.get_by_text("Quality assurance classifies it")).to_be_visible()


def add_a_photo(joris: Page) -> None:
    page = joris.url
    joris.get_by_role("link", name="All files").tap()
    joris.get_by_role("link", name="Take a photo").tap()
    photo = joris.get_by_label("Photo")
    expect(photo).to_have_attribute("capture", "environment")
    taken = {"name": "logger.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    photo.set_input_files(taken)  # type: ignore[arg-type]
    joris.get_by_label("What it shows").fill("The display of the logger")
    joris.get_by_role("button", name="Attach the file").tap()
    expect(joris.get_by_text("The file is attached")).to_be_visible()
    joris.goto(page)
    expect(joris.get_by_role("link", name="logger.jpg")).to_be_visible()


def classify(mara: Page, number: str) -> None:
    mara.goto("/")
    mara.get_by_role("link", name="Classify the deviation").click()
    mara.get_by_role("link", name="Classify").click()
    mara.get_by_label("Class").select_option(label="Major")
    mara.get_by_label("Owner").select_option(label="Kwame Adler")
    mara.get_by_label("What sponsors are told").fill("A bag came warmer than its limit.")
    mara.get_by_role("button", name="Classify").click()
    expect(mara.get_by_text("Under investigation").first).to_be_visible()


def investigate(kwame: Page, number: str) -> None:
    """By five whys, with the way to the other methods beside it."""
    kwame.goto(f"{DEVIATION}{number}/")
    kwame.get_by_role("link", name="Conclude the investigation").click()
    expect(kwame.get_by_role("link", name="Ishikawa diagram")).to_be_visible()
    kwame.get_by_label("1. Why did it happen?").fill("The cooling pack was warm.")
    kwame.get_by_label("Root cause").fill("Packs are not frozen before a pick-up.")
    kwame.get_by_role("button", name="Conclude the investigation").click()
    expect(kwame.get_by_text("This field is required.").first).to_be_visible()
    expect(kwame.get_by_label("Root cause")).to_have_value("Packs are not frozen before a pick-up.")
    kwame.get_by_label("2. And why was that?").fill("It lay outside the freezer.")
    kwame.get_by_label("3. And why was that?").fill("Nobody is told when to put it in.")
    kwame.get_by_label("Kind of cause").select_option(label="Procedure")
    kwame.get_by_role("button", name="Conclude the investigation").click()
    expect(kwame.get_by_text("It lay outside the freezer.").first).to_be_visible()


def closing_is_refused(mara: Page, number: str) -> None:
    mara.goto(f"{DEVIATION}{number}/")
    expect(mara.get_by_text("1 of the records it touches").first).to_be_visible()
    expect(mara.get_by_text("There is no CAPA, and no reason").first).to_be_visible()


def conclude_the_impact(mara: Page, number: str) -> None:
    mara.get_by_role("link", name="IMP-NORTHLIGHT-").click()
    mara.get_by_role("link", name="Assess the impact").click()
    mara.get_by_role("group", name="Conclusion").get_by_label("Impact, acceptable").check()
    mara.get_by_label("Assessment").fill("Warm for minutes; the cells were counted as alive.")
    mara.get_by_role("button", name="Assess it").click()
    mara.get_by_role("button", name="Conclude the impact").click()
    sign(mara)
    expect(mara.get_by_text("The impact is concluded")).to_be_visible()


def read_by_its_sponsor_alone(partner: Page, number: str) -> None:
    """The fact and the own batch; nothing of what was investigated."""
    partner.goto("/quality/impacts/")
    expect(partner.get_by_text(number)).to_have_count(0)
    partner.get_by_role("link", name="IMP-NORTHLIGHT-").click()
    expect(partner.get_by_text(number)).to_have_count(0)
    expect(partner.get_by_text("A bag came warmer than its limit.")).to_be_visible()
    expect(partner.get_by_text("the cells were counted as alive")).to_be_visible()
    expect(partner.get_by_text("cooling pack")).to_have_count(0)
    answer = partner.goto(f"{DEVIATION}{number}/")
    assert answer is not None
    assert answer.status == 403


def open_the_action(mara: Page, number: str) -> None:
    mara.goto(f"{DEVIATION}{number}/")
    mara.get_by_role("link", name="Open a CAPA").click()
    mara.get_by_label("Title").fill("Packs are frozen the day before")
    mara.get_by_label("Kind").select_option(label="Preventive")
    mara.get_by_label("Action").fill("The order form asks for it.")
    mara.get_by_label("Owner").select_option(label="Kwame Adler")
    today = timezone.localdate().isoformat()
    mara.get_by_label("Due").fill(today)
    mara.get_by_label("It helped when").fill("No warm bag since.")
    mara.get_by_label("Checked from").fill(today)
    mara.get_by_role("button", name="Open it").click()
    expect(mara.get_by_text("The CAPA is open")).to_be_visible()


def report_it_done(kwame: Page) -> None:
    kwame.goto("/")
    kwame.get_by_role("link", name="Do the CAPA and report it").click()
    kwame.get_by_role("link", name="Report it done").click()
    kwame.get_by_label("Evidence").fill("Form FRM-004 v2")
    kwame.get_by_role("button", name="Report it done").click()
    expect(kwame.get_by_text("Done, effectiveness to be checked").first).to_be_visible()


def check_and_close_the_action(mara: Page) -> None:
    mara.reload()
    mara.get_by_role("button", name="Check its effect").click()
    mara.get_by_role("group", name="Did it help?").get_by_label("Yes").check()
    mara.get_by_label("What the check found").fill("Twelve bags, all within limits.")
    sign(mara)
    expect(mara.get_by_text("Twelve bags, all within limits.").first).to_be_visible()
    mara.get_by_role("button", name="Close the CAPA").click()
    sign(mara)
    expect(mara.get_by_text("Closed", exact=True).first).to_be_visible()


def close(mara: Page, number: str) -> None:
    mara.goto(f"{DEVIATION}{number}/")
    mara.get_by_role("button", name="Close the deviation").click()
    sign(mara)
    expect(mara.get_by_text("Closed", exact=True).first).to_be_visible()
    expect(mara.get_by_text("Mara Lindqvist").first).to_be_visible()


def sign(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign", exact=True).click()
