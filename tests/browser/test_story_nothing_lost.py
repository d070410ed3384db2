"""A lost session, a lost network and a double tap: nothing typed is lost, nothing is done twice."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests import databases
from tests.browser.people import TABLET, at_step, open_step, record, sign_in

BATCH, STEP = "CART-26-002", "3.1"


def test_a_lost_session_keeps_what_was_typed(sites: Any, enter: Any) -> None:
    context = enter(sites("full"), "jvermaat", **TABLET)
    page = open_step(context, BATCH, STEP)
    page.get_by_label("Program and version shown").fill("CD4/CD8 v2.1")
    context.clear_cookies()
    record(page)
    expect(page.get_by_text("You have been signed out.")).to_be_visible()
    page.get_by_role("link", name="Sign in again to go on.").click()
    sign_in(page, "jvermaat")
    at_step(page, STEP)
    expect(page.get_by_label("Program and version shown")).to_have_value("CD4/CD8 v2.1")


def test_a_lost_network_keeps_what_was_typed(sites: Any, enter: Any) -> None:
    context = enter(sites("full"), "imolenaar", **TABLET)
    page = open_step(context, BATCH, STEP)
    page.get_by_label("Program and version shown").fill("CD4/CD8 v2.2")
    context.set_offline(True)
    record(page)
    expect(page.get_by_text("No connection to the server.")).to_be_visible()
    context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Program and version shown")).to_have_value("CD4/CD8 v2.2")


def test_a_double_tap_records_once(sites: Any, enter: Any, django_db_blocker: Any) -> None:
    from batches.models import BatchStep
    from integrity.models import AuditEvent

    site = sites("full")
    page = open_step(enter(site, "imolenaar", **TABLET), BATCH, STEP)
    page.get_by_label("Passed").check()
    page.get_by_label("Program and version shown").fill("CD4/CD8 v2.1")
    page.get_by_role("button", name="Record the step").dblclick()
    at_step(page, "3.2")
    with django_db_blocker.unblock(), databases.used(site.database):
        step = BatchStep.objects.get(
            operation__batch__number=BATCH, operation__sequence=3, sequence=1
        )
        events = AuditEvent.objects.filter(subject_id=str(step.pk), verb="batch_step.performed")
        assert events.count() == 1
