"""Who manages people in these tests, and the rules by which people are told."""

from __future__ import annotations

import pytest

from people.models import User
from people.notifications.defaults import lay_rules
from tests.cast import NOW


@pytest.fixture
def boss(people: dict[str, User]) -> User:
    """The system administrator: manages accounts and tablets, and nothing of GMP."""
    return people["shaas"]


@pytest.fixture
def rules(people: dict[str, User]) -> None:
    """The rules that a facility begins with."""
    lay_rules(NOW)
