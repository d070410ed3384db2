"""The numbers of operations and steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from batches.drafts.rules import Rule, required
from batches.drafts.showing import shown
from measures.problems import ValueProblem, gettext_noop

ACCEPTED = gettext_noop("Accepted: %(position)s, since the order in the file is the order of work.")


@dataclass(frozen=True)
class Position(Rule):
    """The number of an operation or step is its position; `before` are those above it."""

    position: int
    before: tuple[Any, ...]

    def keep(self, value: Any) -> int:
        params = {"value": shown(value), "position": self.position}
        if value is None:
            raise required(ACCEPTED, **params)
        if not isinstance(value, int) or isinstance(value, bool):
            message = gettext_noop("“%(value)s” is not a whole number.")
            raise ValueProblem("NOT_A_WHOLE_NUMBER", message, ACCEPTED, **params)
        if value == self.position:
            return value
        if value in self.before:
            message = gettext_noop("The number %(value)s is there already.")
            raise ValueProblem("DOUBLED", message, ACCEPTED, **params)
        message = gettext_noop("The number %(value)s stands at position %(position)s.")
        raise ValueProblem("NOT_IN_ORDER", message, ACCEPTED, **params)
