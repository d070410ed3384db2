"""Repeating in a message what somebody wrote, however long or unprintable it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LONGEST = 60
HUGE = 10**40


def short(text: str) -> str:
    """At most 60 characters of it, with a sign for what cannot be printed."""
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return "".join(sign if sign.isprintable() else "�" for sign in cut)


def shown(value: Any) -> str:
    """Any value as its file would have it."""
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    if isinstance(value, list | tuple):
        return "[…]"
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, int) and abs(value) >= HUGE:
        return "10…"
    return short(str(value))
