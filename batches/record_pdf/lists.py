"""The lists behind the operations: what was used, what was out of limits, who took part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from batches.record_pdf.content import Deed, Person, PrintedParameter, PrintedRecord, PrintedStep


@dataclass(frozen=True)
class Place:
    """A step that uses something, and how much of it where that is said."""

    step: PrintedStep
    quantity: str = ""


@dataclass(frozen=True)
class Use:
    """A material or piece of equipment and every step that uses it."""

    name: str
    is_material: bool
    places: tuple[Place, ...]


@dataclass(frozen=True)
class OutOfLimits:
    step: PrintedStep
    parameter: PrintedParameter


@dataclass(frozen=True)
class Participant:
    """A person, how often they did what in the batch, and when first and last."""

    person: Person
    performed: int
    verified: int
    tested: int
    first: datetime
    last: datetime


def uses(record: PrintedRecord) -> list[Use]:
    """Materials, then equipment, each once, in the order of their first step."""
    materials: dict[str, list[Place]] = defaultdict(list)
    equipment: dict[str, list[Place]] = defaultdict(list)
    for step in record.steps():
        for material in step.materials:
            materials[material.name].append(Place(step, material.quantity))
        for name in step.equipment:
            equipment[name].append(Place(step))
    return [
        Use(name, is_material, tuple(places))
        for is_material, found in ((True, materials), (False, equipment))
        for name, places in found.items()
    ]


def out_of_limits(record: PrintedRecord) -> list[OutOfLimits]:
    """Every value outside its alert or action limits, or not as required: what QA reads first."""
    return [
        OutOfLimits(step, parameter)
        for step in record.steps()
        for parameter in step.parameters
        if parameter.value and parameter.value.verdict.state in {"alert", "action"}
    ]


def participants(record: PrintedRecord) -> list[Participant]:
    """Everybody who performed, verified, sampled or tested, in the order of their first deed."""
    performed = [step.performed for step in record.steps() if step.performed]
    verified = [step.verified for step in record.steps() if step.verified]
    tested = [
        result.recorded for sample in record.samples for result in sample.results if result.recorded
    ]
    sampled = [sample.taken for sample in record.samples]
    times: dict[Person, list[datetime]] = {}
    for done in [*performed, *verified, *tested, *sampled]:
        times.setdefault(done.by, []).append(done.at)
    found = (
        Participant(
            person,
            performed=_count(performed, person),
            verified=_count(verified, person),
            tested=_count(tested, person),
            first=min(at),
            last=max(at),
        )
        for person, at in times.items()
    )
    return sorted(found, key=lambda one: (one.first, one.person.name))


def _count(deeds: Iterable[Deed], person: Person) -> int:
    return sum(done.by == person for done in deeds)
