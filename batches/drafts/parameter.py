"""A parameter of a step, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from batches.drafts import parameter_faults as problems
from batches.drafts.bounds import Bounds
from batches.drafts.draft import Draft
from batches.drafts.faults import Fault
from batches.drafts.lists import Several
from batches.drafts.places import Place
from batches.drafts.quantities import UnitCode, no_unit
from batches.drafts.rules import OneOf, Whole
from batches.drafts.texts import Line, Prose, longest
from batches.models import Criticality, Entry, Parameter, ParameterKind
from measures.limits import Limits

MOST_DECIMALS = 10
LONGEST_ANSWER = longest(Entry, "raw")
OF_NUMBERS, OF_TEXTS = (ParameterKind.NUMBER,), (ParameterKind.TEXT,)
OF_KIND = {
    "unit": OF_NUMBERS,
    "decimals": OF_NUMBERS,
    "action": OF_NUMBERS,
    "alert": OF_NUMBERS,
    "choices": (ParameterKind.CHOICE,),
    "accepted": (ParameterKind.CHOICE, ParameterKind.YES_NO),
    "min_length": OF_TEXTS,
    "max_length": OF_TEXTS,
}


@dataclass(frozen=True)
class ParameterDraft(Draft):
    """What is recorded, with what its kind wants and with nothing that belongs to another kind."""

    name: str
    kind: ParameterKind
    hint: str = ""
    unit: str = ""
    decimals: int | None = None
    action: Limits = Limits()
    alert: Limits = Limits()
    choices: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    min_length: int = 0
    max_length: int = 200
    criticality: Criticality | None = None
    rationale: str = ""

    RULES: ClassVar[dict[str, Any]] = {
        "name": Line(longest(Parameter, "name")),
        "kind": OneOf(ParameterKind),
        "hint": Line(longest(Parameter, "hint"), least=0),
        "unit": UnitCode(),
        "decimals": Whole(0, MOST_DECIMALS),
        "action": Bounds(),
        "alert": Bounds(),
        "choices": Several(Line(longest(Parameter, "choices"))),
        "accepted": Several(Line(longest(Parameter, "accepted"))),
        "min_length": Whole(0, LONGEST_ANSWER),
        "max_length": Whole(1, LONGEST_ANSWER),
        "criticality": OneOf(Criticality),
        "rationale": Prose(problems.LONGEST_RATIONALE, least=0),
    }

    @property
    def answers(self) -> tuple[str, ...]:
        return ("yes", "no") if self.kind == ParameterKind.YES_NO else self.choices

    def contradictions(self, place: Place) -> Iterator[Fault]:
        foreign = [key for key, kinds in OF_KIND.items() if self._says(key, kinds)]
        for key in foreign:
            yield Fault(place / key, problems.other_kind(key, self.kind, OF_KIND[key]))
        if self.kind == ParameterKind.NUMBER and not self.unit:
            yield Fault(place / "unit", no_unit())
        if not foreign:
            yield from self._limits_and_lengths(place)
            yield from self._answers_that_nobody_gives(place)
        if self.criticality and not self.rationale:
            yield Fault(place / "rationale", problems.no_rationale(self.criticality))

    def _says(self, key: str, kinds: tuple[ParameterKind, ...]) -> bool:
        """True when it says something that only other kinds can say."""
        return self.kind not in kinds and getattr(self, key) != getattr(type(self), key)

    def _limits_and_lengths(self, place: Place) -> Iterator[Fault]:
        if self.alert and not self.action.enclose(self.alert):
            yield Fault(place / "alert", problems.alert_outside(self.alert, self.action))
        if self.min_length > self.max_length:
            most = self.max_length
            yield Fault(place / "min_length", problems.lengths_contradict(self.min_length, most))

    def _answers_that_nobody_gives(self, place: Place) -> Iterator[Fault]:
        if self.kind == ParameterKind.CHOICE and len(self.choices) < problems.LEAST_CHOICES:
            yield Fault(place / "choices", problems.too_few_choices())
            return
        for at, answer in enumerate(self.accepted):
            if answer not in self.answers:
                yield Fault(place / "accepted" / at, problems.nobodys_answer(answer, self.answers))
