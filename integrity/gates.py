"""A gate answers with reasons, never a boolean; higher apps may add theirs to a lower gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

from integrity.refusals import Blocker

Answer = Callable[..., Iterable[Blocker]]
GATES: dict[str, Gate] = {}


class Gate:
    """A function from a subject to its blockers, with the contributions of higher apps."""

    def __init__(self, answer: Answer) -> None:
        update_wrapper(self, answer)
        self.answer = answer
        self.contributions: list[Answer] = []
        self.name = f"{answer.__module__}.{answer.__name__}"
        GATES[self.name] = self

    def __call__(self, subject: Any, **circumstances: Any) -> list[Blocker]:
        answers = [self.answer, *self.contributions]
        return [blocker for answer in answers for blocker in answer(subject, **circumstances)]


def gate(answer: Answer) -> Gate:
    """Declares a gate; its name is listed in docs/gates.md with all its contributors."""
    return Gate(answer)


def contribute(to: Gate, answer: Answer) -> Answer:
    """Adds a higher app's reasons to a lower gate; called from that app's contributions.py."""
    if answer not in to.contributions:
        to.contributions.append(answer)
    return answer
