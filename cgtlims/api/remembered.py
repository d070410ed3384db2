"""Passwords that fitted a moment ago, so that not every request of a program pays Argon2.

Kept in this process's memory only, for a minute, as an HMAC under a key that is made at start and
leaves no trace: over the stored hash and the password, so that another password, or a changed
one, is another entry. A wrong password is never remembered and always costs what it should.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from people.models import User

SECONDS = 60
MOST = 1000
_key = secrets.token_bytes(32)
_until: dict[bytes, float] = {}


def keep(user: User, password: str) -> None:
    """This password fits this person, for a minute from now."""
    if len(_until) >= MOST:
        _until.clear()
    _until[_entry(user, password)] = time.monotonic() + SECONDS


def fits(user: User, password: str) -> bool:
    """True when this process saw it fit within the last minute."""
    return _until.get(_entry(user, password), 0.0) > time.monotonic()


def _entry(user: User, password: str) -> bytes:
    told = f"{user.pk}\0{user.password}\0{password}".encode()
    return hmac.digest(_key, told, hashlib.sha256)
