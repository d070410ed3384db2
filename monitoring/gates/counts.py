"""What may be counted, by whom, and corrected."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from monitoring.models import Count, CountRole, Parameter, Sample, SampleState
from people.models import User

MOST = 2_000_000_000


@gate
def count_blockers(
    sample: Sample, *, parameter: Parameter, counted: int, by: User
) -> Iterator[Blocker]:
    """A taken sample is counted after its incubation; a second count is another person's."""
    words = {"where": sample.where, "plate": sample.plate or str(sample)}
    yield from number_blockers(sample, parameter=parameter, counted=counted)
    if sample.state != SampleState.TAKEN:
        yield Blocker(
            "NOT_NOW",
            _("%(plate)s is “%(state)s”.") % {**words, "state": sample.present.label},
            clears=_("Correct a count on the page of the sample."), about=str(sample),
        )  # fmt: skip
        return
    yield from _incubated(sample)
    earlier = [one for one in sample.counts.all() if one.parameter == parameter]
    if len(earlier) > 1:
        yield Blocker("COUNTED_TWICE", _("%(plate)s is counted twice.") % words, about=str(sample))
    elif earlier and earlier[0].sheet.counted_by_id == by.pk:
        yield Blocker(
            "SAME_PERSON", _("You counted %(plate)s first.") % words,
            clears=_("Another person counts it the second time."), field="counted",
            about=str(sample),
        )  # fmt: skip


@gate
def correction_blockers(sample: Sample, *, parameter: Parameter, counted: int) -> Iterator[Blocker]:
    """A count is corrected after it was made; what was written stays beside it."""
    yield from number_blockers(sample, parameter=parameter, counted=counted)
    made = [one for one in sample.counts.all() if one.parameter == parameter]
    if not made:
        yield Blocker(
            "NOT_COUNTED", _("%(sample)s is not counted.") % {"sample": sample},
            clears=_("Count it."),
        )  # fmt: skip
    elif _stands(made, counted):
        yield Blocker(
            "NOTHING_CHANGES", _("That is what stands there."), clears=_("Give another number."),
            field="counted",
        )  # fmt: skip


def _stands(made: list[Count], counted: int) -> bool:
    """The last correction says so, or everybody who counted."""
    last = max(made, key=lambda one: one.edition)
    if last.role == CountRole.CORRECTION:
        return bool(last.counted == counted)
    return {one.counted for one in made} == {counted}


def number_blockers(sample: Sample, *, parameter: Parameter, counted: int) -> Iterator[Blocker]:
    if parameter not in sample.way.parameters:
        yield Blocker(
            "OTHER_PARAMETER",
            _("%(what)s is not counted on %(where)s.")
            % {"what": parameter.label, "where": sample.where},
            field="counted",
        )  # fmt: skip
    if not 0 <= counted <= MOST:
        yield Blocker(
            "NOT_A_COUNT", _("%(counted)s is no count.") % {"counted": counted},
            clears=_("Accepted: whole numbers from 0."), field="counted", about=str(sample),
        )  # fmt: skip


def _incubated(sample: Sample) -> Iterator[Blocker]:
    if not sample.way.is_plate:
        return
    ended = {one.step_id for one in sample.round.incubations.all() if one.ended_at is not None}
    for step in sample.round.plan.steps.all():
        if step.pk not in ended:
            yield Blocker(
                "NOT_INCUBATED",
                _("The plates of %(round)s are not incubated to the end: %(step)s.")
                % {"round": sample.round, "step": step},
                clears=_("End this step first."), about=str(sample.round),
            )  # fmt: skip
            return
