"""A page of events, newest first, however long the trail is; and all of them, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from integrity.models import AuditEvent
from integrity.trail.questions import Trail

EVENTS_A_PAGE = 50
EVENTS_A_CHUNK = 25


@dataclass(frozen=True)
class Page:
    """Events newest first; `older` is where the next page begins, None at the trail's beginning."""

    events: list[AuditEvent]
    older: int | None


def page_of(trail: Trail, *, before: int | None = None, most: int = EVENTS_A_PAGE) -> Page:
    """The events before a number of the chain. What is appended meanwhile moves nothing."""
    events = trail.events.order_by("-seq")
    if before is not None:
        events = events.filter(seq__lt=before)
    found = list(events[: most + 1])
    return Page(found[:most], found[most - 1].seq if len(found) > most else None)


def chunks_of(trail: Trail) -> Iterator[list[AuditEvent]]:
    """Every event, oldest first, few at a time: a command may have changed a thousand rows."""
    last = 0
    while found := list(trail.events.filter(seq__gt=last).order_by("seq")[:EVENTS_A_CHUNK]):
        yield found
        last = found[-1].seq
