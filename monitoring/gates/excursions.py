"""What must be so before an excursion is acknowledged and closed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.texts import text_blockers
from monitoring.growth import isolate_blockers
from monitoring.models import Excursion, ExcursionState, Sample, SourceKind


@gate
def acknowledging_blockers(excursion: Excursion, *, comment: str) -> Iterator[Blocker]:
    """Once, with a comment (Annex 11 draft 8)."""
    if excursion.state != ExcursionState.OPEN:
        yield Blocker(
            "ACKNOWLEDGED", _("%(excursion)s is acknowledged already.") % {"excursion": excursion}
        )
        return
    yield from text_blockers(Excursion, comment=comment)


@gate
def closing_blockers(excursion: Excursion) -> Iterator[Blocker]:
    """It is over, acknowledged, its investigation closed, and what grew in grade A or B is
    identified (Annex 1 9.10, 9.31).
    """
    words = {"excursion": excursion, "state": ExcursionState(excursion.state).label}
    if excursion.state != ExcursionState.ACKNOWLEDGED:
        yield Blocker(
            "NOT_NOW", _("%(excursion)s is “%(state)s”.") % words,
            clears=_("It is acknowledged first, and closed once."),
        )  # fmt: skip
    if excursion.ended_at is None:
        yield Blocker("GOES_ON", _("%(excursion)s still goes on.") % words)
    if excursion.deviation is not None and excursion.deviation.is_open:
        yield Blocker(
            "NOT_INVESTIGATED",
            _("%(deviation)s is not closed.") % {"deviation": excursion.deviation},
            clears=_("Close the deviation first."), about=str(excursion.deviation),
        )  # fmt: skip
    if excursion.source_kind == SourceKind.SAMPLE:
        for sample in Sample.objects.filter(pk=excursion.source_id).select_related("site"):
            yield from isolate_blockers(sample)
