"""Whoever is made here signs in, each with a browser of their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bookings.models import Purpose
from people.models import User
from tests.bookings import ground
from tests.bookings.ground import DAY
from tests.bookings.sent import ahead


@pytest.fixture
def browse(people: dict[str, User]) -> Any:
    def signed_in(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return signed_in


@pytest.fixture
def tenant(people):
    """A tenant of CR05, where somebody else is on one morning, and in CR06 too."""
    mine, _others = ground.two_lots(people)
    where, other = ground.contained(), ground.contained("CR06")
    begin = ahead()
    given = {"purpose": Purpose.PRODUCTION, "lot_number": mine, "title": "Secret work"}
    ground.approved(where, begins_at=begin, **given)
    ground.approved(other, begins_at=begin, **given)
    ground.requested(where, begins_at=begin + DAY, **given)
    return ground.tenant(people, "CR05")
