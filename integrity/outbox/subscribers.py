"""Who hears of which event. Subscribers decide what follows; commands do not know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from integrity.models import AuditEvent

Subscriber = Callable[[AuditEvent], None]
S = TypeVar("S", bound=Subscriber)
SUBSCRIBERS: dict[str, Subscriber] = {}
BY_VERB: dict[str, list[str]] = defaultdict(list)


def subscribe(verb: str) -> Callable[[S], S]:
    """Registers a subscriber of `verb` (for example "batch.executed").

    It runs in the transaction that marks the message delivered, so what it writes is written once.
    """

    def register(subscriber: S) -> S:
        name = f"{subscriber.__module__}.{subscriber.__name__}"
        SUBSCRIBERS[name] = subscriber
        if name not in BY_VERB[verb]:
            BY_VERB[verb].append(name)
        return subscriber

    return register
