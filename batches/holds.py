"""A hold on something of a batch stops the batch (EU GMP Part IV 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from batches.gates import step_blockers
from batches.models import BatchStep
from integrity.gates import contribute
from integrity.refusals import Blocker
from materials.consumed import stock_of
from materials.genealogy import held
from people.models import User


def held_stock_blockers(step: BatchStep, *, by: User, at: datetime) -> Iterator[Blocker]:
    """No step goes on while what was taken for the batch, or what it made, is on hold."""
    own = stock_of(step.operation.batch)
    for key, holds in held(list(own)).items():
        for hold in holds:
            yield Blocker(
                "STOCK_ON_HOLD",
                _("%(hold)s holds %(on)s, and %(container)s is of this batch.")
                % {"hold": hold, "on": hold.on, "container": own[key]},
                clears=_("QA lifts the hold by signature."),
                about=f"{hold} {own[key]}",
            )


contribute(step_blockers, held_stock_blockers)
