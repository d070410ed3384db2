"""Every page, at three sizes: nothing cut off, accessible, quiet, small. Pictures are kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page as BrowserPage

from tests.browser.look import look
from tests.browser.page import Page
from tests.browser.pages import PAGES
from tests.browser.watch import Watch

SCRIPT_BUDGET = 60_000
LIBRARIES = {"bookings": 48_000}  # by route: what its page draws with, besides
# Reached by hand only: tests/browser/test_story_door.py and test_story_lock.py look at them, and
# tests/quality at those of quality.
IN_STORIES = {
    "changes-finish", "printout",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_remove_webauthn",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "session-unlock",
}  # fmt: skip
DOOR = {
    "account_login", "openid_connect_login", "openid_connect_callback", "session-alive",
    "session-lock", "session-unlock-key",
}  # fmt: skip
NOT_PAGES = {
    "sign-out", "healthz", "service-worker", "manifest", "unsent-aside", "board-now",
    "step-verify", "step-overrule", "job-retry",
    "status-overrule", "evidence-release", "equipment-use-end",
    "channel-data", "channel-readings", "readings-add", "ingest-file", "session-counts",
    "limit-set-adopt", "env-sample-place", "env-sample-stop", "env-sample-skip",
    "batch-documents-progress", "batch-pdf-file",
    "access-review-complete", "trail-export", "trail-review", "trail-latest",
    "notifications-acknowledge", "notifications-letters", "signing-key",
    "file", "files-latest", "document-file", "document-file-shown", "document-open",
    "document-overrule", "document-submit", "document-review",
    "document-approve", "document-periodic-review", "document-retire",
    "impact-conclude", "impacts-pdf", "printout-file", "quality-pdf", "quality-of",
    "deviations-close", "capa-cancel", "capa-check", "capa-close", "changes-approve",
    "changes-close", "complaints-close", "outsourcing-approve", "agreements-sign",
    "suppliers-sign",
    *(f"{kind}-{one}-pdf" for kind in (
        "deviations", "capa", "changes", "complaints", "outsourcing", "agreements", "suppliers",
    ) for one in ("list", "record")),
    "lot-release", "lot-reject", "hold-lift", "recall-end",
    "label-scan", "label-sheet", "label-approve", "printer-test", "printer-test-sheet",
    "blank-form-pdf", "blank-form-file",
    "first-run-load", "first-run-template", "first-run-file",
    "room-enter", "room-enter-badge", "room-enter-other", "room-let-in", "presence-leave",
    "use-line", "use-sign", "use-overrule", "use-begin", "use-end", "cleaning-applied",
    "cleaning-end", "cleaning-check",
    "handover-sign", "checklist-sign", "sharing-sign",
    "booking-events", "booking-check", "bookings-of-room", "booking-approve", "booking-overrule",
    "booking-begin", "booking-end", "feed-withdraw", "booking-feed",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page(page: Page, sites: Any, enter: Any) -> None:
    site = sites(page.scene)
    browser: BrowserPage = enter(site, page.user).new_page()
    watch = Watch(browser, site.url)
    assert page.open(browser) == page.status
    assert look(browser, page.name) == []
    assert watch.all() == []
    assert watch.script_bytes <= SCRIPT_BUDGET + LIBRARIES.get(page.route, 0)


def test_every_address_has_a_page() -> None:
    """A page that nobody walks is found here."""
    names = {
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str) and not name.startswith(("api", "schema", "docs"))
    }
    assert names - NOT_PAGES - IN_STORIES - DOOR == {page.route for page in PAGES}
