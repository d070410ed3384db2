"""A master batch record before it is written: plain data, checked as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from batches.models.shapes import Criticality, ParameterKind
from cleanrooms.models import Grade
from measures.limits import Limits
from measures.problems import ValueProblem
from measures.units import unit


@dataclass(frozen=True)
class ParameterDraft:
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

    def faults(self) -> Iterator[str]:
        """What is missing or contradictory in it, in words."""
        if self.kind == ParameterKind.NUMBER and not self.unit:
            yield f"“{self.name}” is a number without a unit"
        if self.unit:
            try:
                unit(self.unit)
            except ValueProblem as problem:
                yield f"“{self.name}”: {problem}"
        if self.kind != ParameterKind.NUMBER and (self.action or self.alert):
            yield f"“{self.name}” has limits but is not a number"
        if self.alert and not self.action.enclose(self.alert):
            yield f"“{self.name}” has alert limits outside its action limits"
        if self.kind == ParameterKind.CHOICE and len(self.choices) < 2:
            yield f"“{self.name}” is a choice without choices"
        if unknown := set(self.accepted) - set(self.answers):
            yield f"“{self.name}” accepts {sorted(unknown)}, which nobody can choose"
        if self.criticality and not self.rationale:
            yield f"“{self.name}” is {self.criticality} without a rationale"

    @property
    def answers(self) -> tuple[str, ...]:
        return ("yes", "no") if self.kind == ParameterKind.YES_NO else self.choices


@dataclass(frozen=True)
class MaterialDraft:
    name: str
    quantity: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class StepDraft:
    title: str
    instruction: str
    parameters: tuple[ParameterDraft, ...]
    needs_verification: bool = False
    is_critical: bool = False
    materials: tuple[MaterialDraft, ...] = ()
    equipment: tuple[str, ...] = ()

    def faults(self) -> Iterator[str]:
        if not self.parameters:
            yield "nothing is recorded"
        names = [parameter.name for parameter in self.parameters]
        if len(set(names)) < len(names):
            yield "two parameters have the same name"
        for parameter in self.parameters:
            yield from parameter.faults()


@dataclass(frozen=True)
class OperationDraft:
    title: str
    room_grade: Grade
    steps: tuple[StepDraft, ...]


@dataclass(frozen=True)
class MasterDraft:
    code: str
    revision: int
    title: str
    operations: tuple[OperationDraft, ...] = field(default=())

    def faults(self) -> list[str]:
        """Every fault with the step it is in; an empty list means it can be written."""
        found = [] if self.operations else ["there is no operation"]
        for number, operation in enumerate(self.operations, start=1):
            if not operation.steps:
                found.append(f"operation {number} has no step")
            for place, step in enumerate(operation.steps, start=1):
                found += [f"step {number}.{place}: {fault}" for fault in step.faults()]
        return found

    @property
    def digest(self) -> str:
        """sha256 of the whole content, so that two masters can be told apart or the same."""
        content = json.dumps(asdict(self), sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()
