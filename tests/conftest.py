"""Fixtures that every test may use: databases and the cast."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from batches.models import BatchRecord, MasterBatchRecord
from people.models import Organisation, User
from setup import chromium as provided
from tests import cast, databases
from tests.passwords import quick_passwords as quick_passwords


@pytest.fixture(scope="session")
def migrated(django_db_blocker: Any) -> str:
    """The name of the database that was migrated when the run began."""
    return str(connections["default"].settings_dict["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(migrated: str, worker_id: str, django_db_blocker: Any) -> Iterator[None]:
    """Every xdist worker has a clone of the migrated database."""
    name = databases.clone(migrated, f"{migrated}_{worker_id}")
    with django_db_blocker.unblock(), databases.used(name):
        yield
    databases.drop(name)


@pytest.fixture
def live_db(migrated: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of the test's own, for what must be committed: other connections see it."""
    name = databases.clone(migrated, f"live_{uuid.uuid4().hex[:12]}")
    with django_db_blocker.unblock(), databases.used(name):
        yield name
    databases.drop(name)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser a process: its driver cannot run twice."""
    found = provided.find()
    if not found.path:
        pytest.skip(f"no browser: {found.reason}")
    # The driver runs an event loop in this thread; Django would take every query for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(found.path), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def now() -> datetime:
    return cast.NOW


@pytest.fixture
def facility(request: pytest.FixtureRequest) -> Organisation:
    _need_database(request)
    return cast.make_facility()


@pytest.fixture
def people(facility: Organisation) -> dict[str, User]:
    """The cast by user name; see tests/cast.py for who they are."""
    return cast.make_people(facility)


@pytest.fixture
def small_master(people: dict[str, User]) -> MasterBatchRecord:
    return cast.make_small_master(people)


@pytest.fixture
def small_batch(people: dict[str, User], small_master: MasterBatchRecord) -> BatchRecord:
    return cast.make_batch(people, small_master, "CART-26-001")


@pytest.fixture
def executed_batch(people: dict[str, User], small_batch: BatchRecord) -> BatchRecord:
    return cast.execute(people, small_batch)


@pytest.fixture
def browse(client: Client, people: dict[str, User]) -> Any:
    """Signs one of the cast in and gives the test client."""

    def signed_in(username: str) -> Client:
        client.force_login(people[username])
        return client

    return signed_in


def _need_database(request: pytest.FixtureRequest) -> None:
    """The test's own database when it asks for one, whatever the order it names its fixtures in."""
    request.getfixturevalue("live_db" if "live_db" in request.fixturenames else "db")
