"""What a value of a draft may be; each rule says what it accepts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from batches.drafts.faults import Fault
from batches.drafts.places import Place
from batches.drafts.showing import shown
from measures.problems import ValueProblem, gettext_noop


class Rule(ABC):
    """`keep` gives the value as a draft keeps it, or raises ValueProblem."""

    @abstractmethod
    def keep(self, value: Any) -> Any: ...

    def faults(self, value: Any, place: Place) -> Iterator[Fault]:
        try:
            self.keep(value)
        except ValueProblem as problem:
            yield Fault(place, problem)


def required(accepted: str, **params: object) -> ValueProblem:
    """Nothing stands where something must."""
    return ValueProblem("REQUIRED", gettext_noop("A value is needed."), accepted, **params)


@dataclass(frozen=True)
class Whole(Rule):
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def keep(self, value: Any) -> int:
        accepted = gettext_noop("Accepted: a whole number without quotes, %(least)s to %(most)s.")
        params = {"value": shown(value), "least": self.least, "most": self.most}
        if value is None:
            raise required(accepted, **params)
        if not isinstance(value, int) or isinstance(value, bool):
            message = gettext_noop("“%(value)s” is not a whole number.")
            raise ValueProblem("NOT_A_WHOLE_NUMBER", message, accepted, **params)
        if not self.least <= value <= self.most:
            message = gettext_noop("%(value)s is too small or too large.")
            raise ValueProblem("OUT_OF_RANGE", message, accepted, **params)
        return value


class Truth(Rule):
    """True or false, never a word for it: the text “no” would count as true."""

    def keep(self, value: Any) -> bool:
        accepted = gettext_noop("Accepted: true, false; without quotes.")
        if value is None:
            raise required(accepted)
        if not isinstance(value, bool):
            message = gettext_noop("“%(value)s” is neither true nor false.")
            raise ValueProblem("NOT_TRUE_OR_FALSE", message, accepted, value=shown(value))
        return value


@dataclass(frozen=True)
class OneOf(Rule):
    """One of a fixed set of words."""

    choices: type[TextChoices]

    def keep(self, value: Any) -> TextChoices:
        accepted = gettext_noop("Accepted: %(answers)s.")
        params = {"text": shown(value), "answers": ", ".join(self.choices.values)}
        if value is None:
            raise required(accepted, **params)
        if not isinstance(value, str) or value not in self.choices.values:
            message = gettext_noop("“%(text)s” cannot be chosen.")
            raise ValueProblem("NOT_A_CHOICE", message, accepted, **params)
        return self.choices(value)
