"""How many queries a page costs: pinned, at most 20, whatever the size of the record."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from tests import databases
from tests.browser import scenes
from tests.browser.pages import PAGES

MOST = 20
# One more for each kind that is named, and for each kind of work that a role may have; two for
# what of a batch is on hold.
DOOR = 23  # the door of a room asks the gates of entry too, and where plates are due
MORE = {
    "step-reader": 21, "trail-full": 31, "search-everything": 29, "home": 27, "home-qa": 33,
    "home-operator": 23, "deviation-raise": 21,
    "evidence-in-doubt": 33, "evidence-release": 33,  # from what waits for quality assurance
    "what-if-asked": 22,  # each kind of thing and of place is named once
    **dict.fromkeys(("room-tablet-b", "room-kept-out", "room-let-in", "plates-taken"), DOOR),
    "exit-prints": DOOR,
}  # fmt: skip
PINNED = {
    "home": 27,
    "home-qa": 33,
    "search-everything": 29,
    "search-slips": 10,
    "board": 12,
    "batch-list": 8,
    "batch-executed": 14,
    "batch-running": 12,
    "batch-long": 14,
    "step-open": 18,
    "step-done": 14,
    "results": 10,
    "documents": 9,
    "notifications": 9,
    "notification-rules": 7,
    "deviations": 9,
    "quality": 12,
    "grade-a-sessions": 12,
}


@pytest.fixture
def full(migrated: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo facility as the browser walks through it."""
    name = f"counts_{uuid.uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        databases.clone(databases.scene("full", migrated, scenes.load_full), name)
        with databases.used(name):
            yield
    databases.drop(name)


def test_every_page_costs_few_queries(full: None) -> None:
    counts = {}
    for page in PAGES:
        if page.scene != "full":
            continue
        client = Client()
        if page.user:
            client.force_login(User.objects.get(username=page.user))
        with CaptureQueriesContext(connection) as queries:
            client.get(page.path)
        counts[page.name] = len(queries)
    assert {name: count for name, count in counts.items() if count > MORE.get(name, MOST)} == {}
    assert {name: counts[name] for name in PINNED} == PINNED
