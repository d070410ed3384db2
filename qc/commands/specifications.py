"""Methods and specifications."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from integrity.actors import Actor
from integrity.commands import command, say
from materials.models import Product
from measures.limits import Limits
from measures.units import unit
from people.permissions import Permission
from qc.models import AcceptanceCriterion, Specification, TestGroup, TestMethod


@dataclass(frozen=True)
class CriterionDraft:
    """One line of a specification before it is written."""

    group: TestGroup
    test: str
    method: TestMethod
    text: str
    unit: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_exclusive: bool = False
    upper_exclusive: bool = False
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


@command(permission=Permission.WRITE_SPECIFICATION)
def define_method(*, code: str, title: str, by: Actor, at: datetime) -> TestMethod:
    """Makes a test method known."""
    method = TestMethod.objects.create(code=code, title=title)
    say("test_method.defined", about=method)
    return method


@command(permission=Permission.WRITE_SPECIFICATION)
def write_specification(
    *,
    code: str,
    revision: int,
    product: Product,
    criteria: Iterable[CriterionDraft],
    by: Actor,
    at: datetime,
    source: str = "",
) -> Specification:
    """Writes a revision of a specification with all its criteria.

    Raises ValueProblem for an unknown unit and ValueError for limits that hold no value.
    """
    specification = Specification.objects.create(
        code=code, revision=revision, product=product, source=source
    )
    rows = []
    for sequence, draft in enumerate(criteria, start=1):
        Limits(draft.lower, draft.upper, draft.lower_exclusive, draft.upper_exclusive)
        if draft.unit:
            unit(draft.unit)
        rows.append(
            AcceptanceCriterion(
                specification=specification,
                sequence=sequence,
                **{
                    **draft.__dict__,
                    "accepted": list(draft.accepted),
                    "rejected": list(draft.rejected),
                },
            )
        )
    AcceptanceCriterion.objects.bulk_create(rows)
    say("specification.written", about=specification, details={"criteria": len(rows)})
    return specification
