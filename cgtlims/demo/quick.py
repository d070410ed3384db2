"""Quick hashes for the accounts of the demo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher

QUICK = {"memory_cost": 64, "time_cost": 1, "parallelism": 1}


@contextmanager
def quick_hashes() -> Iterator[None]:
    """What is hashed here is Argon2 without its cost, which would make the demo a minute slower.

    Its people sign some hundred times while it is made, each time with the password. That is
    random and long, so that a slow hash would not make it harder to guess.
    """
    slow = {name: getattr(Argon2PasswordHasher, name) for name in QUICK}
    _set(QUICK)
    try:
        yield
    finally:
        _set(slow)


def _set(values: dict[str, int]) -> None:
    for name, value in values.items():
        setattr(Argon2PasswordHasher, name, value)
