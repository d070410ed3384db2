"""What a round that is taken over from paper must be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from monitoring.models import SampleKind, SamplingPlan
from monitoring.paper import PaperRound


@gate
def paper_blockers(plan: SamplingPlan, *, paper: PaperRound, at: datetime) -> Iterator[Blocker]:
    """Its samples are of the plan's room, its times in order and past, its counts by two."""
    for one in paper.samples:
        if one.site is not None and one.site.room_id != plan.room_id:
            yield Blocker(
                "NOT_OF_THE_ROOM",
                _("%(site)s is no site of %(room)s.") % {"site": one.site, "room": plan.room},
            )
        if (one.site is None) == (one.person is None):
            yield Blocker("NO_PLACE", _("A sample is of a site or of a person."))
        kind = SampleKind(one.site.kind).sampler if one.site else None
        if kind is not None and (one.sampler is None or one.sampler.kind != kind):
            yield Blocker(
                "NO_SAMPLER", _("It is not said with which device %(site)s was taken: %(kind)s.")
                % {"site": one.site, "kind": kind.label},
            )  # fmt: skip
        if not paper.begun_at <= one.exposed_at <= one.taken_at <= paper.taken_at:
            yield Blocker(
                "NOT_IN_ORDER", _("A sample lies outside its round: %(plate)s.")
                % {"plate": one.plate},
            )  # fmt: skip
    for step in plan.steps.all():
        if step.pk not in {one.step.pk for one in paper.incubations}:
            yield Blocker("NOT_INCUBATED", _("This step is missing: %(step)s.") % {"step": step})
    ends = [paper.taken_at, *(one.ended_at for one in paper.incubations), paper.counted_at]
    if ends != sorted(ends) or paper.counted_at > at:
        yield Blocker("NOT_IN_ORDER", _("The times of the round are not in order, or not past."))
    if paper.counted_by.pk == paper.second_by.pk:
        yield Blocker("SAME_PERSON", _("Two persons count."))
