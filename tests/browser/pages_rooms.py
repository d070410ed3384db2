"""The pages of rooms that are walked."""

from __future__ import annotations

from functools import partial

from tests.browser.page import Page

manager = partial(Page, user="nbakker")
operator = partial(Page, user="imolenaar")
ROOM = "/board/rooms/CR09/"
RULES = "/board/rules/"
CLEANER = "/board/rooms/CR01/"

STATUS = "/board/status"

ROOMS = (
    manager("status-room", "status", f"{STATUS}/room/CR01/"),
    manager("status-overdue", "status", f"{STATUS}/room/CR13/", press="Overrule for today"),
    manager("status-device", "status", f"{STATUS}/device/CNT-01/"),
    manager("status-then", "status", f"{STATUS}/device/INC-07/?at=2026-05-03T14:02"),
    manager("status-repair", "status", f"{STATUS}/device/PCR-01/"),
    manager("status-due", "status-due", "/board/due/"),
    manager("status-due-all", "status-due", "/board/due/?when=all"),
    manager("status-due-none", "status-due", "/board/due/?room=DL3"),
    manager("evidence-new", "evidence-new", f"{STATUS}/device/INC-03/evidence/"),
    manager("evidence-new-room", "evidence-new", f"{STATUS}/room/CR01/evidence/"),
    manager("evidence", "evidence", f"{STATUS}/room/CR01/", follow="RQ-"),
    Page(
        "evidence-in-doubt",
        "evidence",
        "/?work=release-evidence",
        user="mlindqvist",
        follow="Release or withdraw it",
    ),
    Page(
        "evidence-release",
        "evidence",
        "/?work=release-evidence",
        user="mlindqvist",
        follow="Release or withdraw it",
        press="Release",
    ),
    manager(
        "evidence-withdraw",
        "evidence-withdraw",
        f"{STATUS}/room/CR01/",
        follow="RQ-",
        then="Withdraw",
    ),
    manager("equipment-needs", "equipment-needs", "/board/needs/INC-03/"),
    manager("equipment-maintenance", "equipment-maintenance", "/board/maintenance/INC-03/"),
    Page("equipment-use", "equipment-use", "/board/use/INC-03/", user="jvermaat"),
    Page("equipment-use-blocked", "equipment-use", "/board/use/CEN-04/", user="jvermaat"),
    Page("equipment-demo", "equipment", "/board/equipment/item/CNT-01/", user="jvermaat"),
    Page("equipment-list-demo", "equipment-list", "/board/equipment/", user="jvermaat"),
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
    operator("room-operator", "room", "/board/rooms/CR05/"),
    operator("room-tablet", "room-tablet", "/board/rooms/CR05/tablet/"),
    operator("room-tablet-b", "room-tablet", "/board/rooms/CR03/tablet/"),
    Page("room-kept-out", "room-tablet", "/board/rooms/CR11/tablet/", user="sdijkhof"),
    Page(
        "room-let-in", "room-tablet", "/board/rooms/CR11/tablet/", user="sdijkhof", press="Overrule"
    ),
    operator("exit-prints", "sampling-round", "/board/rooms/CR01/tablet/", follow="Take them"),
    operator("plates-taken", "plates-taken", "/board/rooms/CR02/tablet/", follow="Take them"),
    operator("use-new", "use-new", "/board/rooms/CR01/use/"),
    operator("use-running", "use", "/board/rooms/CR05/tablet/", follow="End or look"),
    operator("use-half", "use", "/board/rooms/CR12/tablet/", follow="Clear and begin"),
    operator(
        "use-cancel",
        "use-cancel",
        "/board/rooms/CR12/tablet/",
        follow="Clear and begin",
        then="Do not use it",
    ),
    operator("use-to-check", "use", "/board/rooms/CR06/tablet/", follow="Clear and begin"),
    Page(
        "use-check",
        "use",
        "/board/rooms/CR06/tablet/",
        user="aowusu",
        follow="Clear and begin",
        press="Check the clearance",
    ),
    operator("cleaning-new", "cleaning-new", "/board/rooms/CR01/cleaning/"),
    operator("cleaning", "cleaning", "/board/rooms/CR04/tablet/", follow="Go on"),
    operator("cleaning-to-check", "cleaning", "/board/rooms/CR08/tablet/", follow="Go on"),
    Page(
        "cleaning-check",
        "cleaning",
        "/board/rooms/CR08/tablet/",
        user="jvermaat",
        follow="Go on",
        press="Check the cleaning",
    ),
    operator("handover-new", "handover-new", "/board/rooms/CR05/handover/"),
    operator("handover", "handover", "/board/rooms/CR05/tablet/", follow="Read it"),
    manager("what-if", "what-if", "/board/what-if/"),
    Page(
        "what-if-asked",
        "what-if",
        "/board/what-if/?where=room:CR05&since=2026-01-01T00:00",
        user="mlindqvist",
    ),
    manager("room-rules", "room-rules", RULES),
    manager("checklist-new", "checklist-new", f"{RULES}new-checklist/?for=VECTOR"),
    manager("checklist", "checklist", RULES, follow="From or to a viral vector v1"),
    manager("sharing-new", "sharing-new", f"{RULES}new-sharing/"),
    manager("sharing", "sharing", RULES, follow="CR06: CART-CD19"),
    Page(
        "sharing-withdraw",
        "sharing-withdraw",
        RULES,
        user="mlindqvist",
        follow="CR06: CART-CD19",
        then="Withdraw",
    ),
    manager("disinfectant-new", "disinfectant-new", f"{RULES}new-disinfectant/"),
    manager("rotation-set", "rotation-set", "/board/rooms/CR05/rotation/"),
)
