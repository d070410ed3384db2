"""Asking the API as one of the cast; every answer is held against the published schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from batches.api import batch_views, rendition_views
from batches.models.batch import Batches
from batches.models.links import BatchRenditions
from people.models import User
from tests.api import contract, world
from tests.api.world import Sponsored

Ask = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Files of this test alone: one of the tests damages them."""
    settings.FILES_DIR = tmp_path


@pytest.fixture
def ask(people: dict[str, User]) -> Ask:
    """`ask("pnorth", "batches/", status="PLANNED")`: GET by session, checked against the schema."""
    clients: dict[str, Client] = {}

    def asked(username: str, address: str, headers: Any = None, **query: Any) -> HttpResponse:
        if username not in clients:
            clients[username] = Client()
            clients[username].force_login(people[username])
        path = f"/api/v1/{address}"
        response = clients[username].get(path, query, headers=headers)
        contract.hold(path.partition("?")[0], response)
        return response

    return asked


@pytest.fixture
def north(live_db: str, people: dict[str, User]) -> Sponsored:
    """What Northlight has, committed: the partner's login is another connection."""
    return world.northlight(people)


@pytest.fixture
def halden(north: Sponsored, people: dict[str, User]) -> Sponsored:
    return world.halden(people)


@pytest.fixture
def without_row_security(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switches the second layer off: partners read as the app, which sees all rows."""

    @contextmanager
    def as_the_app(user: User) -> Iterator[str]:
        yield "default"

    monkeypatch.setattr(batch_views, "reading_as", as_the_app)
    monkeypatch.setattr(rendition_views, "reading_as", as_the_app)


@pytest.fixture
def without_scoping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switches the first layer off: the code asks for every sponsor's records."""
    monkeypatch.setattr(Batches, "visible_to", lambda records, user: records)
    monkeypatch.setattr(BatchRenditions, "visible_to", lambda records, user: records)
