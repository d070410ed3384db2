"""What people can be told of: rules offer these and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from integrity.models import AuditEvent
from integrity.refusals import Text
from people.models.notification import Severity
from people.notifications.about import About, Due

Describe = Callable[[AuditEvent], About | None]
Source = Callable[[datetime], Iterable[Due]]


@dataclass(frozen=True)
class Kind:
    """An event that can be told of (`describe`), or what comes due (`source`).

    `describe` gives nothing when nobody has to know any more: what was asked for is done.
    Of a kind that does not repeat nobody is told again while the same code is not acknowledged.
    """

    name: str
    title: Text
    severity: Severity
    describe: Describe | None = None
    source: Source | None = None
    repeats: bool = True


KINDS: dict[str, Kind] = {}


def title_of(name: str) -> Text:
    """The kind's title; the bare name of one that is no longer there."""
    return KINDS[name].title if name in KINDS else name


def event_kinds() -> list[Kind]:
    return [kind for kind in KINDS.values() if kind.describe]


def due_kinds() -> list[Kind]:
    return [kind for kind in KINDS.values() if kind.source]
