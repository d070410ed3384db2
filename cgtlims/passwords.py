"""Random passwords kept in a file that only this user can read."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def stored_passwords(file: Path) -> dict[str, str]:
    passwords: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return passwords


def new_passwords(file: Path, roles: Iterable[str]) -> dict[str, str]:
    """Makes and stores one password for each role; a half-written file is never seen."""
    passwords = {role: secrets.token_urlsafe(32) for role in roles}
    draft = file.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(passwords, stream, indent=1)
    draft.replace(file)
    return passwords
