"""The pages of bookings that are walked, in the demo facility's eight weeks."""

from __future__ import annotations

from functools import partial

from tests.browser.page import Page

HERE = "/bookings/"
planner = partial(Page, user="lvandam")
manager = partial(Page, user="nbakker")
tenant = partial(Page, user="obrink")

BOOKINGS = (
    planner("bookings", "bookings", HERE),
    planner("bookings-devices", "bookings", f"{HERE}?kind=devices"),
    tenant("bookings-tenant", "bookings", HERE),
    Page("bookings-no-room", "bookings", HERE, user="pnorth"),
    Page("bookings-empty", "bookings", HERE, scene="empty"),
    planner("booking-list", "booking-list", f"{HERE}list/"),
    manager("booking-list-asked", "booking-list", f"{HERE}list/?state=REQUESTED"),
    Page("booking-list-empty", "booking-list", f"{HERE}list/", scene="empty"),
    planner("booking-new", "booking-new", f"{HERE}new/"),
    tenant("booking-new-tenant", "booking-new", f"{HERE}new/"),
    manager("booking", "booking", f"{HERE}1/"),
    manager("booking-waits", "booking", f"{HERE}list/?state=REQUESTED", follow="BKG-"),
    manager("booking-move", "booking-move", f"{HERE}1/move/"),
    manager("booking-refuse", "booking-refuse", f"{HERE}1/refuse/"),
    planner("booking-cancel", "booking-cancel", f"{HERE}1/cancel/"),
    manager("booking-no-show", "booking-no-show", f"{HERE}1/no-show/"),
    manager("blackouts", "blackouts", f"{HERE}blackouts/"),
    Page("blackouts-empty", "blackouts", f"{HERE}blackouts/", scene="empty"),
    manager("blackout-new", "blackout-new", f"{HERE}blackouts/new/"),
    manager("blackout-lift", "blackout-lift", f"{HERE}blackouts/", follow="Lift CR08"),
    manager("maintenance-plan-new", "maintenance-plan-new", f"{HERE}maintenance/new/"),
    manager("maintenance-plan-end", "maintenance-plan-end", f"{HERE}blackouts/",
            follow="End CR10"),
    manager("buffers", "buffers", f"{HERE}buffers/"),
    manager("buffer-set", "buffer-set", f"{HERE}buffers/set/"),
    planner("feeds", "feeds", f"{HERE}feeds/"),
)  # fmt: skip
