"""Who acts: a person or a named service user, kept by key and printed name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

NAMESPACE = uuid.UUID("6f1d2c0e-6f0b-5d3a-9a4e-2f6d0c1b7a58")


class Actor(Protocol):
    """Anyone whose name can stand beside a change."""

    @property
    def id(self) -> uuid.UUID: ...

    @property
    def display_name(self) -> str: ...

    def may(self, permission: StrEnum, subject: Any = None, at: datetime | None = None) -> bool: ...

    def acts_as(self, permission: StrEnum, at: datetime) -> str: ...


@dataclass(frozen=True)
class ServiceActor:
    """A named service user: system work is never anonymous and never borrows a person's name.

    A permission that says `needs_person` is none for a machine: not to execute, verify, approve,
    report a result or sign.
    """

    name: str
    permissions: frozenset[StrEnum]

    def __post_init__(self) -> None:
        for permission in sorted(self.permissions):
            if getattr(permission, "needs_person", False):
                raise ValueError(f"{self.name} is no person and can never hold {permission}.")

    @property
    def id(self) -> uuid.UUID:
        return uuid.uuid5(NAMESPACE, self.name)

    @property
    def display_name(self) -> str:
        return self.name

    def may(self, permission: StrEnum, subject: Any = None, at: datetime | None = None) -> bool:
        return permission in self.permissions

    def acts_as(self, permission: StrEnum, at: datetime) -> str:
        return self.name
