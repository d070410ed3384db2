"""The pages of equipment and of the first run that are walked."""

from __future__ import annotations

from functools import partial

from tests.browser.page import Page
from tests.browser.scene_first_run import LONG

at = partial(Page, scene="first-run", user="nbakker")
REGISTER = "/board/equipment"
FIRST = "/system/first-run/"

FIRST_RUN = (
    at("first-run", "first-run", FIRST),
    Page("first-run-administrator", "first-run", FIRST, scene="empty", user="shaas"),
    at("first-run-schema", "first-run-schema", f"{FIRST}schema/"),
    at("first-run-done", "first-run-done", FIRST, follow="First run of the site"),
    at(
        "first-run-done-people",
        "first-run-done",
        FIRST,
        user="shaas",
        follow="First run of the site",
    ),
    at("equipment-list", "equipment-list", f"{REGISTER}/"),
    at("equipment-list-none-fits", "equipment-list", f"{REGISTER}/?words=nothing"),
    Page("equipment-list-empty", "equipment-list", f"{REGISTER}/", scene="empty", user="nbakker"),
    at("equipment", "equipment", f"{REGISTER}/item/INC-21/"),
    at("equipment-out", "equipment", f"{REGISTER}/item/{LONG}/", user="jvermaat"),
    at("equipment-new", "equipment-new", f"{REGISTER}/new/"),
    at("equipment-alter", "equipment-alter", f"{REGISTER}/item/INC-21/alter/"),
    at("equipment-end", "equipment-end", f"{REGISTER}/item/INC-21/end/"),
)
