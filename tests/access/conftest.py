"""One scene for all addresses that a worker asks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests import databases
from tests.access import scene
from tests.access.asking import Asking


@pytest.fixture(scope="module")
def asking(migrated: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[Asking]:
    """Committed, since partners read by a login of their own; each request is taken back."""
    name = databases.clone(migrated, f"access_{uuid.uuid4().hex[:12]}")
    with django_db_blocker.unblock(), databases.used(name):
        yield Asking(scene.made())
    databases.drop(name)
