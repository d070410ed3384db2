"""What somebody is told of: a code, its page, who may see it, whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from people.models import User


def of_facility(user: User) -> bool:
    """People of the facility see it; a sponsor's do not."""
    return user.is_of_facility


def nowhere(user: User) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class About:
    """`code` names it and nothing else does: no name of a patient, no text, reason or value.

    `link` leads to its page, for who may open that; `concerns` are people by id. `by_mail` is
    False when a letter could not help.
    """

    code: str
    link: Callable[[User], str] = nowhere
    sees: Callable[[User], bool] = of_facility
    concerns: Iterable[UUID] = ()
    by_mail: bool = True


@dataclass(frozen=True, kw_only=True)
class Due(About):
    """Something that comes due, or an alarm without an event; told once for each `key`.

    Another due date is another key.
    """

    key: str
    due_at: datetime
