"""A part of a master batch record, with its rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from batches.drafts.faults import Fault
from batches.drafts.places import ROOT, Place
from batches.drafts.rules import Rule
from measures.problems import ValueProblem


class Draft:
    """Plain data with a rule for each attribute; KEYS names it in a file, where that differs.

    A value is kept as its rule keeps it. One that the rule does not take stays as it was given,
    so that `faults` can name it: a draft with faults is never written.
    """

    RULES: ClassVar[Mapping[str, Rule]]
    KEYS: ClassVar[Mapping[str, str]] = {}

    def __post_init__(self) -> None:
        for name, rule in self.RULES.items():
            try:
                kept = rule.keep(getattr(self, name))
            except ValueProblem:
                continue
            object.__setattr__(self, name, kept)

    @classmethod
    def by_key(cls) -> dict[str, str]:
        """The attributes by the keys that a file has for them."""
        return {cls.KEYS.get(name, name): name for name in cls.RULES}

    @classmethod
    def may_be_nothing(cls, name: str) -> bool:
        """True when None is what stands there if nothing is said."""
        return getattr(cls, name, "") is None

    def faults(self, place: Place = ROOT) -> list[Fault]:
        """All that is wrong in it, with what it holds; an empty list means it can be written."""
        wrong = [
            fault
            for key, name in self.by_key().items()
            if getattr(self, name) is not None or not self.may_be_nothing(name)
            for fault in self.RULES[name].faults(getattr(self, name), place / key)
        ]
        return wrong or list(self.contradictions(place))

    def contradictions(self, place: Place) -> Iterator[Fault]:
        """What its values say against each other, each of them being right by itself."""
        yield from ()
