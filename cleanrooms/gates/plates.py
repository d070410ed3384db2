"""By which plates the demand of an exit is met."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import PlateDemand
from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.texts import text_blockers


@gate
def meeting_blockers(demand: PlateDemand, *, plates: str) -> Iterator[Blocker]:
    """Once, and by plates that are named; which may be is told by the app that knows plates."""
    if demand.met_at is not None:
        yield Blocker(
            "MET_ALREADY", _("The plates were taken: %(codes)s.") % {"codes": demand.plates}
        )
        return
    yield from text_blockers(PlateDemand, plates=plates)
