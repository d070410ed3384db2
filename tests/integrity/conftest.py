"""What the tests of integrity work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest

from cgtlims.celery import app
from integrity.actors import ServiceActor
from integrity.outbox import subscribers
from people.models import Organisation, OrganisationKind
from people.permissions import Permission
from tests.deeds import made, said

Subscribe = Callable[[str, subscribers.Subscriber], None]


@pytest.fixture
def clerk() -> ServiceActor:
    """Somebody who may change organisations."""
    return ServiceActor("Clerk", frozenset({Permission.MANAGE_PEOPLE}))


@pytest.fixture
def visitor() -> ServiceActor:
    """Somebody who may change nothing."""
    return ServiceActor("Visitor", frozenset({Permission.VIEW_BATCHES}))


@pytest.fixture
def northlight(request: pytest.FixtureRequest) -> Organisation:
    request.getfixturevalue("live_db" if "live_db" in request.fixturenames else "db")
    return made(Organisation, code="NORTHLIGHT", name="Northlight", kind=OrganisationKind.SPONSOR)


@pytest.fixture
def subscribe(monkeypatch: pytest.MonkeyPatch) -> Subscribe:
    """Subscribes for this test only; nobody else hears of anything."""
    by_verb: dict[str, list[str]] = defaultdict(list)
    known: dict[str, subscribers.Subscriber] = {}
    monkeypatch.setattr("integrity.outbox.publish.BY_VERB", by_verb)
    monkeypatch.setattr("integrity.outbox.relay.SUBSCRIBERS", known)

    def add(verb: str, subscriber: subscribers.Subscriber) -> None:
        name = f"{subscriber.__module__}.{subscriber.__qualname__}"
        known[name] = subscriber
        by_verb[verb].append(name)

    return add


@pytest.fixture
def verbs() -> Callable[[], list[str]]:
    """What was said, in the order of the audit trail."""
    return lambda: list(said().order_by("seq").values_list("verb", flat=True))


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What the broker was told: the task and its arguments."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        app, "send_task", lambda task, args=(), **_options: calls.append((task, *args))
    )
    return calls
