"""A keyed digest of what a command was called with, so that a repeat is told from another entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from integrity.audit.canonical import canonical

# A repeat comes later, and is signed anew; what is sent again from a device is the same deed.
NOT_INPUT = {"by", "at", "happened_at", "attested", "second"}


def digest_of(inputs: Mapping[str, Any]) -> str:
    """HMAC-SHA-256 in hex, keyed by the installation's secret: it tells nothing about the inputs.

    With another secret key, repeats of earlier entries are refused instead of answered.
    """
    told = {name: stated(value) for name, value in inputs.items() if name not in NOT_INPUT}
    return salted_hmac("integrity.inputs", canonical(told), algorithm="sha256").hexdigest()


def stated(value: Any) -> Any:
    """The value in a form with one way of being written: sets in order, others by their text."""
    match value:
        case Mapping():
            return {str(key): stated(item) for key, item in value.items()}
        case list() | tuple():
            return [stated(item) for item in value]
        case set() | frozenset():
            return sorted(str(item) for item in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {one.name: stated(getattr(value, one.name)) for one in fields(value)}
    try:
        canonical(value)
    except TypeError:
        return str(value)
    return value
