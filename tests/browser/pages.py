"""Every page that is walked: where it is, as whom, in which scene."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page as BrowserPage

from tests.browser import scene_papers as papers
from tests.browser import scene_signing as signing
from tests.browser.scene_long import LONG_NUMBER, LONG_USER, WIDE_NUMBER, WIDE_ROOM

EXECUTED, RUNNING = "/batches/CART-26-001", "/batches/CART-26-002"
CORRECTED = "/trail/?deed=entry+corrected&words=As+printed"
WIDE = f"/batches/{WIDE_NUMBER}"


@dataclass(frozen=True)
class Page:
    """`route` is the name of the address; `status` what the server answers.

    `follow` names the first link of that address that leads to the page, `press` the button that
    opens the dialog to look at.
    """

    name: str
    route: str
    path: str
    user: str | None = "kadler"
    scene: str = "full"
    status: int = 200
    follow: str = ""
    press: str = ""

    def open(self, browser: BrowserPage) -> int:
        """Goes there, waits until all is quiet, and gives the answer's status."""
        answer = browser.goto(self.path)
        assert answer is not None
        if self.follow:
            with browser.expect_navigation():
                browser.get_by_role("link", name=self.follow).first.click()
        if self.press:
            browser.get_by_role("button", name=self.press).click()
        browser.wait_for_load_state("networkidle")
        return answer.status

    def __str__(self) -> str:
        return self.name


def documents(number: str) -> str:
    return f"/batches/{number}/documents/"


def record(number: str) -> str:
    """The title of a batch record's PDF."""
    return f"Batch record {number}"


PAGES = (
    Page("sign-in", "sign-in", "/sign-in/", user=None),
    Page("sign-in-lost-session", "sign-in", "/sign-in/?next=/batches/", user=None),
    Page("sign-in-turned-back", "socialaccount_login_cancelled", "/sign-in/turned-back/",
         user=None),
    Page("new-password", "new-password", "/sign-in/new-password/", user=None),
    Page("password-reset", "password-reset", "/people/accounts/jvermaat/reset-password/",
         user="shaas"),
    Page("single-sign-on-link", "person-deed", "/people/accounts/jvermaat/link/", user="shaas"),
    Page("first-account", "first-account", "/first-account/", user=None, scene="bare"),
    Page("sign-in-no-accounts", "sign-in", "/sign-in/", user=None, scene="bare"),
    Page("safety", "mfa_index", "/account/safety/"),
    Page("password", "account_change_password", "/account/safety/password/"),
    Page("sessions", "sessions", "/account/safety/sessions/"),
    Page("confirm", "account_reauthenticate", "/account/safety/confirm/"),
    Page("badge-elsewhere", "badge", "/session/badge/", status=409),
    Page("home", "home", "/"),
    Page("home-operator", "home", "/", user="jvermaat"),
    Page("home-partner", "home", "/", user="pnorth"),
    Page("home-empty", "home", "/", scene="empty"),
    Page("home-qa", "home", "/", user="mlindqvist"),
    Page("home-administrator", "home", "/", user="shaas", scene="jobs"),
    Page("home-to-verify", "home", "/?work=verify", user="aowusu", scene="signing"),
    Page("home-all-kinds", "home", "/", user="aowusu", scene="signing"),
    Page("board", "board", "/board/"),
    Page("board-room", "board", "/board/?room=CR05"),
    Page("board-empty", "board", "/board/", scene="empty"),
    Page("room", "room", "/board/rooms/CR05/"),
    Page("room-analyst", "room", "/board/rooms/CR13/", user="trieger"),
    Page("batch-list", "batch-list", "/batches/"),
    Page("batch-list-nothing-fits", "batch-list", "/batches/?number=XYZ"),
    Page("batch-list-empty", "batch-list", "/batches/", scene="empty"),
    Page("batch-new", "batch-new", "/batches/new/"),
    Page("batch-new-no-master", "batch-new", "/batches/new/", scene="empty"),
    Page("batch-executed", "batch", f"{EXECUTED}/?operation=7"),
    Page("batch-running", "batch", f"{RUNNING}/"),
    Page("batch-partner", "batch", f"{RUNNING}/", user="pnorth"),
    Page("batch-long", "batch", f"/batches/{LONG_NUMBER}/?operation=1"),
    Page("step-open", "step", f"{RUNNING}/steps/3.1/", user="jvermaat"),
    Page("step-number", "step", f"/batches/{LONG_NUMBER}/steps/1.4/", user="jvermaat"),
    Page("step-out-of-order", "step", f"{RUNNING}/steps/4.1/", user="jvermaat"),
    Page("step-done", "step", f"{EXECUTED}/steps/7.14/"),
    Page("step-long", "step", f"/batches/{LONG_NUMBER}/steps/1.2/"),
    Page("step-reader", "step", f"{RUNNING}/steps/3.1/", user="mlindqvist"),
    Page("step-performed", "step", f"/batches/{signing.PERFORMED}/steps/1.1/", scene="signing"),
    Page("step-sign", "step", f"/batches/{signing.PERFORMED}/steps/1.1/", user="aowusu",
         scene="signing", press="Verify the step"),
    Page("step-signed", "step", f"/batches/{signing.SIGNED}/steps/1.1/", scene="signing"),
    Page("step-void", "step", f"/batches/{signing.CHANGED}/steps/1.1/", scene="signing"),
    Page("step-blocked", "step", f"/batches/{signing.BLOCKED}/steps/1.1/", user="jvermaat",
         scene="signing"),
    Page("step-overrule", "step", f"/batches/{signing.BLOCKED}/steps/1.1/", user="jvermaat",
         scene="signing", press="Overrule"),
    Page("step-overruled", "step", f"/batches/{signing.OVERRULED}/steps/1.1/", user="jvermaat",
         scene="signing"),
    Page("results", "batch-results", f"{EXECUTED}/results/", user="trieger"),
    Page("results-none", "batch-results", f"{RUNNING}/results/", user="trieger"),
    Page("documents", "batch-documents", f"{EXECUTED}/documents/"),
    Page("documents-none", "batch-documents", f"{RUNNING}/documents/"),
    Page("documents-waiting", "batch-documents", documents(papers.WAITING), scene="papers"),
    Page("documents-running", "batch-documents", documents(papers.RUNNING), scene="papers"),
    Page("documents-failed", "batch-documents", documents(papers.FAILED), scene="papers"),
    Page("documents-outdated", "batch-documents", documents(papers.OUTDATED), scene="papers"),
    Page("pdf", "batch-pdf", documents(papers.MADE), scene="papers", follow=record(papers.MADE)),
    Page("pdf-outdated", "batch-pdf", documents(papers.OUTDATED), scene="papers",
         follow=record(papers.OUTDATED)),
    Page("people", "people", "/people/", user="shaas"),
    Page("people-nobody", "people", "/people/?name=nothing", user="mlindqvist"),
    Page("person", "person", "/people/accounts/imolenaar/", user="shaas"),
    Page("person-reader", "person", "/people/accounts/sdijkhof/", user="mlindqvist"),
    Page("person-new", "person-new", "/people/new/", user="shaas"),
    Page("person-give-role", "person-deed", "/people/accounts/aowusu/give-role/", user="shaas"),
    Page("person-erase", "person-deed", "/people/accounts/jvermaat/erase/", user="shaas"),
    Page("person-close", "person-deed", "/people/accounts/aowusu/close/", user="shaas"),
    Page("person-qualify", "person-deed", "/people/accounts/aowusu/qualify/", user="mlindqvist"),
    Page("badge-withdraw", "people-ending", "/people/accounts/aowusu/", user="shaas",
         follow="Withdraw DEMO-0001"),
    Page("organisations", "organisations", "/people/organisations/", user="shaas"),
    Page("organisation-new", "organisation-new", "/people/organisations/new/", user="shaas"),
    Page("roles", "roles", "/people/roles/", user="shaas"),
    Page("role-new", "role-new", "/people/roles/new/", user="shaas"),
    Page("role-alter", "role-alter", "/people/roles/alter/operator/", user="shaas"),
    Page("qualifications", "qualifications", "/people/qualifications/", user="mlindqvist"),
    Page("qualification-new", "qualification-new", "/people/qualifications/new/", user="shaas"),
    Page("tablets", "tablets", "/people/tablets/", user="shaas"),
    Page("tablets-none", "tablets", "/people/tablets/", user="shaas", scene="empty"),
    Page("tablet-new", "tablet-new", "/people/tablets/new/", user="shaas"),
    Page("access-reviews", "access-reviews", "/people/access-reviews/", user="mlindqvist"),
    Page("access-reviews-none", "access-reviews", "/people/access-reviews/", user="mlindqvist",
         scene="empty"),
    Page("access-review", "access-review", "/people/access-reviews/2/", user="mlindqvist"),
    Page("access-review-done", "access-review", "/people/access-reviews/1/", user="shaas"),
    Page("notifications", "notifications", "/notifications/", user="shaas"),
    Page("notifications-quality", "notifications", "/notifications/", user="mlindqvist"),
    Page("notifications-all", "notifications", "/notifications/?show=all", user="nbakker"),
    Page("notifications-none", "notifications", "/notifications/", user="phalden"),
    Page("notification-rules", "notification-rules", "/people/notifications/", user="shaas"),
    Page("notification-rules-none", "notification-rules", "/people/notifications/", user="shaas",
         scene="empty"),
    Page("notification-rule-new", "notification-rule-new", "/people/notifications/new/",
         user="shaas"),
    Page("notification-rule-alter", "notification-rule-alter", "/people/notifications/",
         user="shaas", follow="Change account.locked: System administrator"),
    Page("notification-rule-switch", "notification-rule-switch", "/people/notifications/",
         user="shaas", follow="Switch off job.failed: System administrator"),
    Page("account", "account", "/account/", user="imolenaar"),
    Page("account-giver", "account", "/account/"),
    Page("account-pin", "account-pin", "/account/pin/"),
    Page("delegation-new", "delegation-new", "/account/delegate/"),
    Page("delegation-sign", "delegation-sign", "/account/", scene="signing", follow="Sign Mara"),
    Page("delegation-sign-dialog", "delegation-sign", "/account/", scene="signing",
         follow="Sign Mara", press="Sign"),
    Page("long-people", "people", "/people/", user="shaas", scene="long"),
    Page("long-person", "person", f"/people/accounts/{LONG_USER}/", user="shaas", scene="long"),
    Page("trail", "trail", "/trail/", user="mlindqvist", scene="trail"),
    Page("trail-full", "trail", "/trail/"),
    Page("trail-nothing-fits", "trail", "/trail/?words=nothing-like-this"),
    Page("trail-days-swapped", "trail", "/trail/?since=2026-11-02&until=2026-11-01", status=422),
    Page("trail-record", "trail-record", CORRECTED, user="mlindqvist", scene="trail",
         follow="Entry Glucose"),
    Page("trail-record-review", "trail-record", CORRECTED, user="mlindqvist", scene="trail",
         follow="Entry Glucose", press="Review"),
    Page("trail-record-reviewed", "trail-record", "/trail/?words=CR05", user="mlindqvist",
         scene="trail", follow="Room CR05"),
    Page("trail-person", "trail-person", CORRECTED, scene="trail", follow="Joris Vermaat"),
    Page("trail-command", "trail-command", CORRECTED, scene="trail", follow="Entry corrected"),
    Page("trail-command-long", "trail-command", "/trail/?deed=batch.created&words=CART-26-002",
         follow="Batch created"),
    Page("trail-inline", "batch", "/batches/CART-26-001/", scene="trail"),
    Page("trail-inline-step", "step", "/batches/CART-26-001/steps/2.1/", scene="trail"),
    Page("trail-inline-room", "room", "/board/rooms/CR05/", user="mlindqvist", scene="trail"),
    Page("trail-not-permitted", "trail", "/trail/", user="jvermaat", status=403),
    Page("search-found", "search", "/search/?q=CART"),
    Page("search-rooms", "search", "/search/?q=CR0"),
    Page("search-everything", "search", "/search/?q=a", user="mlindqvist"),
    Page("search-several", "search", "/search/?q=NLT-0059", scene="signing"),
    Page("search-partner", "search", "/search/?q=CART", user="pnorth"),
    Page("search-slips", "search", "/search/?q=CRAT-26-001"),
    Page("search-start", "search", "/search/", user="jvermaat"),
    Page("batch-list-product", "batch-list", "/batches/?product=CART-CD19"),
    Page("search-nothing", "search", "/search/?q=nothing-like-this"),
    Page("design", "design", "/design/"),
    Page("jobs", "jobs", "/system/jobs/", user="shaas", scene="jobs"),
    Page("jobs-quiet", "jobs", "/system/jobs/", user="shaas", scene="empty"),
    Page("long-home", "home", "/", user=LONG_USER, scene="long"),
    Page("long-board", "board", "/board/", user=LONG_USER, scene="long"),
    Page("long-board-list", "board", "/board/?view=list", user=LONG_USER, scene="long"),
    Page("long-board-room", "board", f"/board/?room={WIDE_ROOM}", scene="long"),
    Page("long-room", "room", f"/board/rooms/{WIDE_ROOM}/", user=LONG_USER, scene="long"),
    Page("long-batch-list", "batch-list", "/batches/", user=LONG_USER, scene="long"),
    Page("long-batch-new", "batch-new", "/batches/new/", user=LONG_USER, scene="long"),
    Page("long-batch", "batch", f"{WIDE}/", user=LONG_USER, scene="long"),
    Page("long-step", "step", f"{WIDE}/steps/1.1/", user=LONG_USER, scene="long"),
    Page("long-search", "search", "/search/?q=W", user=LONG_USER, scene="long"),
    Page("not-found", "batch", "/batches/NO-SUCH-BATCH/", status=404),
    Page("no-such-address", "batch", "/no/such/address/", status=404),
    Page("server-failed", "home", "/", scene="broken", status=500),
    Page("not-permitted", "batch-new", "/batches/new/", user="trieger", status=403),
    Page("other-sponsor", "batch", f"{EXECUTED}/", user="phalden", status=404),
)  # fmt: skip
