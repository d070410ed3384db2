"""A gate answers with reasons, never a boolean; higher apps may add theirs to a lower gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

from integrity.models import Overruling, Record
from integrity.refusals import Blocker, Overrule

Answer = Callable[..., Iterable[Blocker]]
GATES: dict[str, Gate] = {}


class Gate:
    """A function from a subject to its blockers, with the contributions of higher apps.

    What two people overruled for this subject blocks it no more.
    """

    def __init__(self, answer: Answer) -> None:
        update_wrapper(self, answer)
        self.answer = answer
        self.contributions: list[Answer] = []
        self.name = f"{answer.__module__}.{answer.__name__}"
        GATES[self.name] = self

    def __call__(self, subject: Any, **circumstances: Any) -> list[Blocker]:
        answers = [self.answer, *self.contributions]
        found = [blocker for answer in answers for blocker in answer(subject, **circumstances)]
        if not any(may_be_overruled(blocker) for blocker in found):
            return found
        overruled = self.overruled(subject)
        return [blocker for blocker in found if (blocker.code, blocker.about) not in overruled]

    def overruled(self, subject: Any) -> set[tuple[str, str]]:
        """Code and `about` of what was overruled for this subject."""
        if not isinstance(subject, Record):
            return set()
        rows = Overruling.objects.of(subject).filter(gate=self.name, at__isnull=False)
        return {(one["code"], one["about"]) for row in rows for one in row.blockers}


def may_be_overruled(blocker: Blocker) -> bool:
    return blocker.overrule is not Overrule.NOBODY


def gate(answer: Answer) -> Gate:
    """Declares a gate; its name is listed in docs/gates.md with all its contributors."""
    return Gate(answer)


def contribute(to: Gate, answer: Answer) -> Answer:
    """Adds a higher app's reasons to a lower gate; called from that app's contributions.py."""
    if answer not in to.contributions:
        to.contributions.append(answer)
    return answer
