"""May is not can: a permission says who does something, this who is able to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from integrity.actors import Actor
from integrity.gates import gate
from integrity.refusals import Blocker


@gate
def competence_blockers(by: Actor, *, permission: str, at: datetime) -> Iterable[Blocker]:
    """Who may do it is also able to (21 CFR 11.10(i)); higher apps say what that needs."""
    return ()
