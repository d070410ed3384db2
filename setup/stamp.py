"""Remembers what was installed from which files, so that a second run is over at once."""

from __future__ import annotations

import hashlib
import json
import sys

from setup.folders import CHECKOUT, TOOLS

FILE = TOOLS / "installed.json"


def fingerprint() -> str:
    """Changes with the lock file, setup itself, the Python and the checkout's place."""
    digest = hashlib.sha256(f"{sys.executable} {sys.version} {CHECKOUT}".encode())
    sources = sorted((CHECKOUT / "setup").glob("*.py"))
    for file in (CHECKOUT / "uv.lock", CHECKOUT / "pyproject.toml", *sources):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_installed(part: str) -> bool:
    try:
        stored = json.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(stored.get(part) == fingerprint())


def remember(part: str) -> None:
    stored = {}
    if FILE.exists():
        stored = json.loads(FILE.read_text(encoding="utf-8"))
    FILE.write_text(json.dumps({**stored, part: fingerprint()}, indent=1), encoding="utf-8")
