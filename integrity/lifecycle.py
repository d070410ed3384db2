"""Which state may follow which: data beside the model, checked at every store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.refusals import refuse


class Lifecycle:
    """The states of a record's column `field`: it begins in `first` and moves as `moves` says.

    A state that `moves` does not name is the last one.
    """

    def __init__(
        self,
        states: type[models.TextChoices],
        *,
        first: models.TextChoices,
        moves: Mapping[Any, Iterable[Any]],
        field: str = "state",
    ) -> None:
        self.states, self.first, self.field = states, first, field
        self.moves = {state: frozenset(moves.get(state, ())) for state in states}

    def refuse_unless_allowed(self, record: models.Model, before: str | None) -> None:
        """Raises Refused (409) when the record's state may not follow the one before.

        None stands for a record that is made now.
        """
        after = self.states(getattr(record, self.field))
        if before is None:
            allowed = after == self.first
        else:
            allowed = after == before or after in self.moves[self.states(before)]
        if not allowed:
            raise refuse(
                "NOT_FROM_HERE",
                _("%(record)s cannot become “%(after)s”: it is “%(before)s”.")
                % {
                    "record": record,
                    "after": after.label,
                    "before": self.states(before).label if before else _("new"),
                },
                clears=self._ways_on(before),
            )

    def _ways_on(self, before: str | None) -> Any:
        onward = [self.first] if before is None else self._sorted(self.moves[self.states(before)])
        if not onward:
            return _("Nothing follows this state.")
        return _("Accepted: %(states)s.") % {"states": ", ".join(str(one.label) for one in onward)}

    def diagram(self) -> str:
        """The states as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first.name}"]
        for state in self.states:
            lines.append(f"    {state.name}: {state.label}")
            lines += [f"    {state.name} --> {one.name}" for one in self._sorted(self.moves[state])]
            if not self.moves[state]:
                lines.append(f"    {state.name} --> [*]")
        return "\n".join(lines)

    def _sorted(self, states: Iterable[Any]) -> list[Any]:
        return sorted(states, key=list(self.states).index)
