"""What a list of a draft may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from batches.drafts.draft import Draft
from batches.drafts.faults import Fault
from batches.drafts.places import Place
from batches.drafts.rules import Rule, required
from batches.drafts.showing import shown
from batches.drafts.texts import Prose
from measures.problems import ValueProblem, gettext_noop

MOST = 999


def _listed(value: Any, least: int) -> tuple[Any, ...]:
    """The items of a list; a text is no list of its letters."""
    accepted = gettext_noop("Accepted: a list of %(least)s or more, up to %(most)s.")
    if not least:
        accepted = gettext_noop("Accepted: a list, of up to %(most)s items.")
    params = {"value": shown(value), "least": least, "most": MOST}
    if value is None or (value in ([], ()) and least):
        raise required(accepted, **params)
    if not isinstance(value, list | tuple):
        message = gettext_noop("“%(value)s” is not a list.")
        raise ValueProblem("NOT_A_LIST", message, accepted, **params)
    if len(value) > MOST:
        message = gettext_noop("This list has %(length)s items.")
        raise ValueProblem("TOO_MANY", message, accepted, length=len(value), **params)
    return tuple(value)


def _doubled(items: list[Any], place_of: Callable[[int], Place], accepted: str) -> Iterator[Fault]:
    """A fault for each text that stood before, whatever its case."""
    seen: set[str] = set()
    for at, item in enumerate(items):
        if not isinstance(item, str):
            continue
        if item.casefold() in seen:
            message = gettext_noop("“%(text)s” is there already.")
            problem = ValueProblem("DOUBLED", message, accepted, text=shown(item))
            yield Fault(place_of(at), problem)
        seen.add(item.casefold())


@dataclass(frozen=True)
class Several(Rule):
    """A list of texts, each there once."""

    item: Prose

    def keep(self, value: Any) -> tuple[Any, ...]:
        return tuple(self._kept(item) for item in _listed(value, 0))

    def faults(self, value: Any, place: Place) -> Iterator[Fault]:
        wrong = list(super().faults(value, place))
        yield from wrong
        if wrong:
            return
        for at, item in enumerate(value):
            yield from self.item.faults(item, place / at)
        once = gettext_noop("Accepted: each of them only once.")
        yield from _doubled(list(value), lambda at: place / at, once)

    def _kept(self, item: Any) -> Any:
        try:
            return self.item.keep(item)
        except ValueProblem:
            return item


@dataclass(frozen=True)
class Rows(Rule):
    """A list of drafts; with `named_once` each has a name of its own."""

    of: type[Draft]
    least: int = 0
    named_once: bool = False

    def keep(self, value: Any) -> tuple[Any, ...]:
        return _listed(value, self.least)

    def faults(self, value: Any, place: Place) -> Iterator[Fault]:
        wrong = list(super().faults(value, place))
        yield from wrong
        if wrong:
            return
        for at, row in enumerate(value):
            if isinstance(row, self.of):
                yield from row.faults(place / at)
            else:
                yield Fault(place / at, self._no_row(row))
        if self.named_once:
            names = [getattr(row, "name", None) for row in value]
            own = gettext_noop("Accepted: a name of its own within the step.")
            yield from _doubled(names, lambda at: place / at / "name", own)

    def _no_row(self, value: Any) -> ValueProblem:
        return ValueProblem(
            "NOT_A_MAPPING",
            gettext_noop("“%(value)s” stands where keys with values belong."),
            gettext_noop("Accepted: keys with values: %(keys)s."),
            value=shown(value),
            keys=", ".join(sorted(self.of.by_key())),
        )
