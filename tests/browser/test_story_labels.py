"""Labels of one run: read back, reprinted with a reason, every one accounted for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from documents.models import Label
from tests import databases
from tests.documents import labels

RUN = "/documents/labels/runs/4/"


@pytest.fixture
def site(sites: Any) -> Any:
    return sites("paper")


@pytest.fixture
def worker(site: Any, django_db_blocker: Any) -> Callable[[], list[str]]:
    """Prints what waits, and gives the labels of the fourth run as they are printed."""

    def run() -> list[str]:
        with django_db_blocker.unblock(), databases.used(site.database):
            labels.work_off()
            return [str(one) for one in Label.objects.filter(run__number=4).order_by("number")]

    return run


def test_a_label_is_read_back_reprinted_and_every_one_accounted_for(
    site: Any, enter: Any, worker: Callable[[], list[str]]
) -> None:
    first, second, *others = worker()
    joris = enter(site, "jvermaat").new_page()
    joris.goto(RUN)
    read_back(joris, first)
    expect(joris.get_by_text("Reads as it should").first).to_be_visible()
    read_back(joris, "LB-999999")
    expect(joris.get_by_text("Is no label of ours").first).to_be_visible()
    joris.get_by_role("link", name=f"Reprint {second}").click()
    joris.get_by_role("button", name="Reprint").click()
    expect(joris.get_by_role("alert")).to_be_visible()
    joris.get_by_label("Reason").fill("Torn when it was applied")
    joris.get_by_role("button", name="Reprint").click()
    expect(joris.get_by_text(f"reprint of {second}: Torn when it was applied")).to_be_visible()
    worker()
    joris.reload()
    expect(joris.get_by_role("link", name="Sheet to print")).to_be_visible()
    account(joris, second, "Void", "Torn when it was applied")
    left_unsaid(joris, len(others))
    for label in others:
        account(joris, label, "Returned")
    joris.goto(f"{RUN}close/")
    expect(
        joris.get_by_text(f"1 applied + {len(others)} returned + 1 void + 0 not")
    ).to_be_visible()
    joris.get_by_role("button", name="Close the run").click()
    expect(joris.get_by_text("Reconciled").first).to_be_visible()
    joris.goto("/documents/labels/log/")
    line = joris.get_by_role("row").filter(has_text=f"Reprint of {second}")
    expect(line).to_contain_text("Torn when it was applied")


def read_back(page: Page, text: str) -> None:
    page.get_by_label("Scan a label").fill(text)
    page.get_by_role("button", name="Compare").click()


def account(page: Page, label: str, outcome: str, reason: str = "") -> None:
    page.goto(f"{RUN}account/")
    page.get_by_label(outcome, exact=True).check()
    for box in page.get_by_role("group", name="Labels").get_by_role("checkbox").all():
        box.set_checked(False)
    page.get_by_label(label).check()
    if reason:
        page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Recorded.")).to_be_visible()


def left_unsaid(page: Page, left: int) -> None:
    """Labels are missing: the run is not closed without saying why."""
    page.goto(f"{RUN}close/")
    page.get_by_role("button", name="Close the run").click()
    expect(page.get_by_text(f"{left} labels were neither applied").first).to_be_visible()
