"""The pages of rooms that are walked."""

from __future__ import annotations

from functools import partial

from tests.browser.page import Page

manager = partial(Page, user="nbakker")
ROOM = "/board/rooms/CR09/"
CLEANER = "/board/rooms/CR01/"

ROOMS = (
    Page("offline", "offline", "/offline/", user=None),
    Page("unsent", "unsent", "/unsent/", user="jvermaat"),
    manager("room-managed", "room", CLEANER),
    manager("room-sink", "room", ROOM),
    manager("room-new", "room-new", "/board/new-room/"),
    manager("room-alter", "room-alter", f"{ROOM}alter/"),
    manager("zone-new", "zone-new", f"{CLEANER}zones/"),
    manager("zone-alter", "zone-alter", CLEANER, follow="Change CR01-A"),
    manager("zone-end", "zone-end", CLEANER, follow="End CR01-A"),
    manager("neighbour-new", "neighbour-new", f"{ROOM}neighbours/"),
    manager("neighbour-alter", "neighbour-alter", ROOM, follow="Change CR09–AL05"),
    manager("neighbour-end", "neighbour-end", ROOM, follow="Part CR09–AL05"),
)
