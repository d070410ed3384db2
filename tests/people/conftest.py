"""Who manages people in these tests."""

from __future__ import annotations

import pytest

from people.models import User


@pytest.fixture
def boss(people: dict[str, User]) -> User:
    """The system administrator: manages accounts and tablets, and nothing of GMP."""
    return people["shaas"]
