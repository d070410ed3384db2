"""What must be so before an activity goes to another organisation, and comes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.separation import separation_blockers
from integrity.signatures.meanings import Meaning
from people.models import User
from quality.gates.agreements import supplier_blockers
from quality.gates.cases import state_blockers
from quality.models import Outsourcing, OutsourcingState


@gate
def outsourcing_blockers(asked: Outsourcing, *, by: User, at: datetime) -> Iterable[Blocker]:
    """It goes to whom QA approved for it, under a quality agreement in force (Part IV 13)."""
    yield from state_blockers(asked, OutsourcingState.REQUESTED, "")
    yield from supplier_blockers(
        asked.organisation, kind=asked.supplier_kind, at=at, item=asked.item_code
    )
    yield from separation_blockers(asked, by=by, meaning=Meaning.APPROVED)
