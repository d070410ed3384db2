"""Every page that is walked: where it is, as whom, in which scene."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.scenes import LONG_NUMBER

EXECUTED, RUNNING = "/batches/CART-26-001", "/batches/CART-26-002"


@dataclass(frozen=True)
class Page:
    """`route` is the name of the address; `status` what the server answers."""

    name: str
    route: str
    path: str
    user: str | None = "kadler"
    scene: str = "full"
    status: int = 200

    def __str__(self) -> str:
        return self.name


PAGES = (
    Page("sign-in", "sign-in", "/sign-in/", user=None),
    Page("sign-in-lost-session", "sign-in", "/sign-in/?next=/batches/", user=None),
    Page("home", "home", "/"),
    Page("home-operator", "home", "/", user="jvermaat"),
    Page("home-partner", "home", "/", user="pnorth"),
    Page("home-empty", "home", "/", scene="empty"),
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
    Page("results", "batch-results", f"{EXECUTED}/results/", user="trieger"),
    Page("results-none", "batch-results", f"{RUNNING}/results/", user="trieger"),
    Page("documents", "batch-documents", f"{EXECUTED}/documents/"),
    Page("documents-none", "batch-documents", f"{RUNNING}/documents/"),
    Page("search-found", "search", "/search/?q=CART"),
    Page("search-nothing", "search", "/search/?q=nothing-like-this"),
    Page("design", "design", "/design/"),
    Page("not-found", "batch", "/batches/NO-SUCH-BATCH/", status=404),
    Page("not-permitted", "batch-new", "/batches/new/", user="trieger", status=403),
    Page("other-sponsor", "batch", f"{EXECUTED}/", user="phalden", status=404),
)
