"""Which function does which kind of job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from integrity.jobs.lease import Claim

Outcome = Callable[[datetime], None]
Handler = Callable[["Claim"], Outcome]
H = TypeVar("H", bound=Handler)
HANDLERS: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[H], H]:
    """Registers a handler: it works outside any transaction and returns what to commit.

    The returned function is called with the instant, inside the transaction that marks the job
    done, and only when no other worker has taken the job over.
    """

    def register(handler: H) -> H:
        HANDLERS[kind] = handler
        return handler

    return register
