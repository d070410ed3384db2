"""How many queries a page costs: pinned, at most 20, whatever the size of the record."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from tests.browser import scenes
from tests.browser.pages import PAGES

MOST = 20
MORE = {"trail-full": 24}  # a query more for each kind of record that is named
PINNED = {
    "home": 15,
    "home-qa": 16,
    "search-everything": 18,
    "search-slips": 10,
    "board": 10,
    "batch-list": 8,
    "batch-executed": 14,
    "batch-running": 12,
    "batch-long": 14,
    "step-open": 14,
    "step-done": 15,
    "results": 10,
    "documents": 9,
    "notifications": 9,
    "notification-rules": 7,
}


@pytest.mark.django_db
def test_every_page_costs_few_queries() -> None:
    scenes.load_full()
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
