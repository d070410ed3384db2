"""Which plates are those of an exit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import PlateDemand
from integrity.refusals import Blocker
from monitoring.beginning import PRINTS
from monitoring.models import Sample, SampleKind, SampleState

GLOVES = tuple(part for kind, part in PRINTS if kind == SampleKind.GLOVE)
TAKEN = (SampleState.TAKEN, SampleState.COUNTED)
ASKED = _("Take the prints in a round, and scan their plates.")


def own_prints_blockers(demand: PlateDemand, *, plates: str) -> Iterator[Blocker]:
    """Plates of an exit are prints of who left, taken since they went in, both gloves among them,
    and of this exit alone (Annex 1 9.25).
    """
    if demand.met_at is not None or not plates:
        return
    due = demand.prints.filter(state=SampleState.TO_TAKE).select_related("round").first()
    if due is not None:
        yield Blocker(
            "PRINTS_DUE", _("%(round)s waits for %(where)s.")
            % {"round": due.round, "where": due.where},
            clears=_("Take it there, or say there why it cannot be."), about=str(due.round),
        )  # fmt: skip
        return
    found = {one.plate.upper(): one for one in named(plates)}
    for code in plates.split():
        yield from _of_the_exit(demand, code, found.get(code.upper()))
    for glove in missing_gloves(found.values()):
        yield Blocker(
            "GLOVE_MISSING", _("No plate is a print of the %(glove)s.") % {"glove": glove},
            clears=ASKED, field="plates",
        )  # fmt: skip


def missing_gloves(taken: Iterable[Sample]) -> list[str]:
    parts = {one.part for one in taken if one.state in TAKEN}
    return [glove for glove in GLOVES if glove not in parts]


def named(plates: str) -> list[Sample]:
    """The samples with these codes."""
    asked = Q(pk=None)
    for code in plates.split():
        asked |= Q(plate__iexact=code)
    return list(Sample.objects.filter(asked))


def _of_the_exit(demand: PlateDemand, code: str, sample: Sample | None) -> Iterator[Blocker]:
    presence, told = demand.presence, {"plate": code, "person": demand.presence.person}
    if sample is None or sample.person_id != presence.person_id:
        yield Blocker(
            "NO_PRINT", _("Plate %(plate)s is no print of %(person)s.") % told, clears=ASKED,
            field="plates",
        )  # fmt: skip
    elif sample.taken_at is None or sample.taken_at < presence.entered_at:
        yield Blocker(
            "OF_EARLIER", _("Plate %(plate)s was not taken since %(person)s went in.") % told,
            clears=ASKED, field="plates",
        )  # fmt: skip
    elif _is_of_another(demand, sample):
        yield Blocker(
            "OF_ANOTHER_EXIT", _("Plate %(plate)s is that of another exit.") % told, clears=ASKED,
            field="plates",
        )  # fmt: skip


def _is_of_another(demand: PlateDemand, sample: Sample) -> bool:
    if sample.demand_id is not None:
        return bool(sample.demand_id != demand.pk)
    others = PlateDemand.objects.filter(presence__person=demand.presence.person).exclude(
        pk=demand.pk
    )
    told = others.filter(plates__icontains=sample.plate).values_list("plates", flat=True)
    return any(sample.plate.upper() in one.upper().split() for one in told)
