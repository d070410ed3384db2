"""Whoever is made here signs in, each with a browser of their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from people.models import User


@pytest.fixture
def browse(people: dict[str, User]) -> Any:
    def signed_in(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return signed_in
