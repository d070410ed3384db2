"""Who acts at the door: a person on the own account, or the door itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from integrity.actors import ServiceActor
from people.models import User
from people.permissions import Permission

# Somebody who has not shown who they are: what happens then is nobody's deed.
DOOR = ServiceActor("CGT-LIMS sign-in", frozenset({Permission.OWN_ACCOUNT}))


@dataclass(frozen=True)
class Oneself:
    """A person doing what everybody may do with the own account, whatever their roles."""

    user: User

    @property
    def id(self) -> uuid.UUID:
        return self.user.pk

    @property
    def display_name(self) -> str:
        return self.user.display_name

    def may(self, permission: StrEnum, subject: Any = None) -> bool:
        return permission is Permission.OWN_ACCOUNT and subject == self.user
