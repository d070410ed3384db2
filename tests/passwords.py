"""Passwords of tests are hashed with Argon2 as everywhere, without the cost that makes it safe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

PASSWORD = "one-long-phrase-for-tests"


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2PasswordHasher, "memory_cost", 8)
        patch.setattr(Argon2PasswordHasher, "time_cost", 1)
        patch.setattr(Argon2PasswordHasher, "parallelism", 1)
        yield
