"""The one way of writing data as bytes: RFC 8785, with every number as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import rfc8785
from django.db.models import Model
from django.utils.functional import Promise

Plain = str | bool | None | list["Plain"] | dict[str, "Plain"]


def canonical(told: Any) -> str:
    """RFC 8785 text of the data: the same data give the same bytes, everywhere and always."""
    return rfc8785.dumps(plain(told)).decode()


def plain(told: Any) -> Plain:
    """The data with text in Unicode NFC, numbers as text and times in UTC with microseconds.

    A JSON number is a double, which holds neither a dose nor a long integer exactly; RFC 8785
    leaves Unicode as it is. Raises TypeError for what has no one way of being written.
    """
    match told:
        case None | bool():
            return told
        case Enum():
            return plain(told.value)
        case str() | Promise() | UUID():
            return unicodedata.normalize("NFC", str(told))
        case int():
            return str(told)
        case Decimal():
            return f"{told:f}"
        case datetime():
            return moment(told)
        case Model():
            return f"{told._meta.label_lower} {told.pk}"
        case Mapping():
            return {str(plain(key)): plain(value) for key, value in told.items()}
        case list() | tuple():
            return [plain(value) for value in told]
        case _:
            raise TypeError(f"{type(told).__name__} has no one way of being written down.")


def moment(at: datetime) -> str:
    """An instant as text. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("An instant needs its time zone.")
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
