"""Criteria joined by and, or: one of two potency read-outs, viability and copy number."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce

from measures.criteria import Criterion
from measures.logic import all_of, any_of
from measures.problems import ValueProblem, gettext_noop
from measures.units import UNITS, Unit
from measures.verdicts import Conformity

Translate = Callable[[str], str]


class Combined(ABC):
    """A criterion over named results, as they were reported; a missing one is undecided."""

    @abstractmethod
    def judge(self, results: Mapping[str, str]) -> Conformity:
        """Conformity of the results, by name; names that are not asked for do not matter."""

    @property
    @abstractmethod
    def names(self) -> frozenset[str]:
        """The results that are needed."""

    @abstractmethod
    def text(self, translate: Translate = str) -> str:
        """As people read it; the edge passes its translation of “and” and “or”."""

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True)
class Requirement(Combined):
    """What one named result must show.

    Raises ValueProblem when nothing could meet it, or when no result could: it needs a name, and
    limits or accepted words; words are not empty, and not accepted and rejected at once.
    """

    name: str
    criterion: Criterion
    unit: Unit = UNITS["1"]

    def __post_init__(self) -> None:
        accepted, rejected = (
            {word.strip().casefold() for word in words}
            for words in (self.criterion.accepted, self.criterion.rejected)
        )
        is_needed = bool(self.name.strip()) and bool(self.criterion.limits or accepted)
        if not is_needed or "" in accepted | rejected or accepted & rejected:
            raise ValueProblem(
                "NO_REQUIREMENT",
                gettext_noop("“%(name)s” is not a requirement."),
                gettext_noop(
                    "Accepted: a name, with limits or accepted words; no word is empty, and none"
                    " is both accepted and rejected."
                ),
                name=self.name,
            )

    def judge(self, results: Mapping[str, str]) -> Conformity:
        return self.criterion.judge(results.get(self.name, ""))

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    def text(self, translate: Translate = str) -> str:
        words = " / ".join(sorted(self.criterion.accepted))
        if not self.criterion.limits:
            return f"{self.name}: {words}"
        bounds = f"{self.name} {self.criterion.limits} {self.unit}".rstrip()
        return f"{bounds} / {words}" if words else bounds


@dataclass(frozen=True, init=False)
class Group(Combined):
    """Criteria joined by one word; at least one."""

    parts: tuple[Combined, ...]

    def __init__(self, *parts: Combined) -> None:
        if not parts:
            raise ValueProblem(
                "NOTHING_JOINED",
                gettext_noop("Nothing is joined here."),
                gettext_noop("Accepted: at least one criterion."),
            )
        object.__setattr__(self, "parts", parts)

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(part.names for part in self.parts))

    def _joined(self, template: str, translate: Translate) -> str:
        words = [_bracketed(part, translate) for part in self.parts]
        return reduce(lambda one, other: translate(template) % {"one": one, "other": other}, words)


class All(Group):
    """Every part must conform."""

    def judge(self, results: Mapping[str, str]) -> Conformity:
        return all_of(part.judge(results) for part in self.parts)

    def text(self, translate: Translate = str) -> str:
        return self._joined(gettext_noop("%(one)s and %(other)s"), translate)


class Any(Group):
    """One part that conforms is enough."""

    def judge(self, results: Mapping[str, str]) -> Conformity:
        return any_of(part.judge(results) for part in self.parts)

    def text(self, translate: Translate = str) -> str:
        return self._joined(gettext_noop("%(one)s or %(other)s"), translate)


def _bracketed(part: Combined, translate: Translate) -> str:
    is_joined = isinstance(part, Group) and len(part.parts) > 1
    return f"({part.text(translate)})" if is_joined else part.text(translate)
