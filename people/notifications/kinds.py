"""Declared by the app that knows: `notifies` for an event, `contribute_due` for what comes due."""

from __future__ import annotations

from integrity.outbox import subscribe
from integrity.refusals import Text
from people.models.notification import Severity
from people.notifications.registry import KINDS, Describe, Kind, Source
from people.subscribers import tell_people


def notifies(
    verb: str, *, title: Text, severity: Severity, about: Describe, repeats: bool = True
) -> None:
    """Rules may tell of this event from now on; `about` says what it is about, by code."""
    KINDS[verb] = Kind(verb, title, severity, describe=about, repeats=repeats)
    subscribe(verb)(tell_people)


def contribute_due(name: str, *, title: Text, severity: Severity, source: Source) -> None:
    """Rules may tell of what `source(at)` yields: all that is to be told of at that moment.

    What it yields no longer is settled, and nobody is told of it any more.
    """
    KINDS[name] = Kind(name, title, severity, source=source)
