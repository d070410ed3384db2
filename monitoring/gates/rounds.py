"""What a round, its samples and their incubation must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.status import status_blockers
from cleanrooms.models import EquipmentKind
from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.texts import text_blockers
from materials.gates import use_blockers
from materials.models import Container
from monitoring.growth import isolate_blockers
from monitoring.models import (
    Count,
    Incubation,
    IncubationStep,
    Purpose,
    Round,
    RoundState,
    Sample,
    SampleState,
    SamplingPlan,
)
from people.models import User

ONE = Decimal(1)
DONE = (SampleState.TAKEN, SampleState.COUNTED, SampleState.NOT_TAKEN)


@gate
def begin_blockers(plan: SamplingPlan) -> Iterator[Blocker]:
    """One round by a plan at a time, while the plan stands."""
    if plan.ended_at is not None:
        yield Blocker("ENDED", _("%(plan)s is ended.") % {"plan": plan})
    running = plan.rounds.walked().filter(state=RoundState.SAMPLING).first()
    if running is not None:
        yield Blocker(
            "ROUND_RUNS", _("%(round)s by this plan is not finished.") % {"round": running},
            clears=_("Go on with it, or finish it."), about=str(running),
        )  # fmt: skip


@gate
def prints_blockers(around: Round, *, person: User) -> Iterator[Blocker]:
    """Prints are taken while a round for monitoring runs, of a person once."""
    yield from _running(around)
    if around.purpose != Purpose.MONITORING:
        yield Blocker("NOT_MONITORING", _("Prints of persons belong to monitoring."))
    if not person.is_active:
        yield Blocker(
            "NOT_ACTIVE", _("%(person)s has left.") % {"person": person.display_name},
            field="person",
        )  # fmt: skip
    if around.samples.filter(person=person).exists():
        yield Blocker(
            "IN_THE_ROUND",
            _("%(person)s is in this round already.") % {"person": person.display_name},
            clears=_("Choose another person."), field="person",
        )  # fmt: skip


@gate
def plate_blockers(
    sample: Sample, *, plate: str, container: Container | None, at: datetime
) -> Iterator[Blocker]:
    """A plate has a code that no other has, and is of a medium that may be used now (Part IV 7)."""
    yield from _running(sample.round)
    if sample.state != SampleState.TO_TAKE:
        yield _state(sample)
        return
    if not sample.way.is_plate:
        return
    yield from text_blockers(Sample, plate=plate)
    if Sample.objects.filter(plate__iexact=plate).exclude(pk=sample.pk).exists() and plate:
        yield Blocker(
            "PLATE_USED", _("Plate %(plate)s is another sample’s.") % {"plate": plate},
            clears=_("Scan a plate that is not used yet."), field="plate",
        )  # fmt: skip
    if container is None:
        yield Blocker(
            "NO_MEDIUM", _("It is not said of which medium the plate is."),
            clears=_("Scan or enter the code of its pack."), field="container",
        )  # fmt: skip
    else:
        for one in use_blockers(container, quantity=ONE, at=at):
            yield Blocker(one.code, one.message, clears=one.clears, field="container")


@gate
def end_exposure_blockers(sample: Sample, *, reason: str, at: datetime) -> Iterator[Blocker]:
    """A settle plate is changed after 4 hours at the latest; later only with the reason, and it
    stays flagged (Annex 1 9.24, Table 6).
    """
    if sample.state != SampleState.EXPOSED:
        yield _state(sample)
        return
    if sample.exposed_at is not None and at < sample.exposed_at:
        yield Blocker("BEFORE_ITS_BEGINNING", _("It ends before it began."))
    if sample.change_by is not None and at > sample.change_by and not reason:
        when = date_format(localtime(sample.change_by, get_default_timezone()), "H:i")
        yield Blocker(
            "EXPOSED_TOO_LONG",
            _("%(plate)s was to be changed by %(when)s: it lay open for more than 4 hours.")
            % {"plate": sample.plate, "when": when},
            clears=_("Say why; the sample stays flagged."), field="reason",
        )  # fmt: skip


@gate
def skip_blockers(sample: Sample, *, at: datetime) -> Iterator[Blocker]:
    """What is not taken yet may be left out, with the reason, once its round has begun."""
    yield from _running(sample.round)
    if sample.state not in {SampleState.TO_TAKE, SampleState.EXPOSED}:
        yield _state(sample)
    elif at < (sample.exposed_at or sample.round.begun_at):
        yield Blocker("BEFORE_ITS_BEGINNING", _("It was left out before it began."))


@gate
def finish_blockers(around: Round) -> Iterator[Blocker]:
    """A round is finished when every sample is taken, or it is said why not."""
    yield from _running(around)
    for sample in around.samples.exclude(state__in=DONE).select_related("site", "person"):
        yield Blocker(
            "NOT_TAKEN_YET",
            _("%(where)s is “%(state)s”.")
            % {"where": sample.where, "state": sample.present.label},
            clears=_("Take it, or say why it cannot be."), about=sample.where,
        )  # fmt: skip


@gate
def incubation_blockers(incubation: Incubation, *, celsius: Decimal) -> Iterator[Blocker]:
    """Plates go through the steps of the plan in order, in an incubator whose status is valid, at
    the temperature of the step, or with the reason. What two people overruled for the device and
    the day holds here.
    """
    device, around = incubation.incubator, incubation.round
    if around.state != RoundState.TAKEN:
        yield Blocker("NOT_FINISHED", _("%(round)s is not finished.") % {"round": around})
    if device.kind != EquipmentKind.INCUBATOR or device.out_of_service_at is not None:
        yield Blocker(
            "NO_INCUBATOR",
            _("%(device)s is no incubator in service.") % {"device": device},
            clears=_("Choose an incubator."), field="incubator",
        )  # fmt: skip
    else:
        for one in status_blockers(device, by=incubation.begun_by, at=incubation.begun_at):
            yield replace(one, field="incubator")
    done = {one.step_id: one for one in around.incubations.all()}
    if incubation.step_id in done:
        yield Blocker("STEP_BEGUN", _("This step is begun already."), field="step")
    for before in around.plan.steps.filter(place__lt=incubation.step.place):
        if before.pk not in done or done[before.pk].ended_at is None:
            yield Blocker(
                "STEP_BEFORE", _("The step before it is not ended: %(step)s.") % {"step": before},
                clears=_("End it first."), field="step",
            )  # fmt: skip
    yield from _temperature(incubation.step, celsius, incubation.reason)


@gate
def end_incubation_blockers(
    incubation: Incubation, *, celsius: Decimal, reason: str, at: datetime
) -> Iterator[Blocker]:
    """Ended at a time and a temperature of the plan, or with the reason."""
    if incubation.ended_at is not None:
        yield Blocker("ENDED", _("This step is ended already."))
        return
    yield from _temperature(incubation.step, celsius, reason)
    hours = Decimal((at - incubation.begun_at).total_seconds()) / 3600
    step = incubation.step
    if not step.least_hours <= hours <= step.most_hours and not reason:
        yield Blocker(
            "TIME_NOT_AS_PLANNED",
            _("%(hours)s h; planned are %(least)s to %(most)s h.")
            % {"hours": f"{hours:.1f}", "least": step.least_hours, "most": step.most_hours},
            clears=_("End it in time, or say why."), field="reason",
        )  # fmt: skip


@gate
def close_blockers(around: Round, *, by: User) -> Iterator[Blocker]:
    """Somebody who took and counted nothing of it closes a round, when all is counted, by two
    where that is asked, and what grew in grade A and B is identified (Annex 1 9.31).
    """
    if around.state != RoundState.TAKEN:
        yield Blocker(
            "NOT_NOW",
            _("%(round)s is “%(state)s”.")
            % {"round": around, "state": RoundState(around.state).label},
        )  # fmt: skip
        return
    counted = Count.objects.filter(sample__round=around, sheet__counted_by=by).exists()
    if around.begun_by_id == by.pk or counted:
        yield Blocker(
            "OWN_WORK", _("You took or counted samples of %(round)s.") % {"round": around},
            clears=_("Somebody else closes it."),
        )  # fmt: skip
    for sample in around.samples.select_related("round", "site", "person"):
        if sample.state == SampleState.TAKEN:
            what = _("the second count") if sample.counts.all() else _("a count")
            yield Blocker(
                "NOT_COUNTED",
                _("%(where)s waits for %(what)s.") % {"where": sample.where, "what": what},
                clears=_("Count it."), about=sample.where,
            )  # fmt: skip
        yield from isolate_blockers(sample)


def _temperature(step: IncubationStep, celsius: Decimal, reason: str) -> Iterator[Blocker]:
    if not step.coldest <= celsius <= step.warmest and not reason:
        yield Blocker(
            "TEMPERATURE_NOT_AS_PLANNED",
            _("%(celsius)s °C; planned are %(coldest)s to %(warmest)s °C.")
            % {"celsius": celsius, "coldest": step.coldest, "warmest": step.warmest},
            clears=_("Choose another incubator, or say why."), field="celsius",
        )  # fmt: skip


def _running(around: Round) -> Iterator[Blocker]:
    if around.state != RoundState.SAMPLING:
        yield Blocker(
            "ROUND_FINISHED",
            _("%(round)s is “%(state)s”.")
            % {"round": around, "state": RoundState(around.state).label},
            clears=_("Begin another round."),
        )  # fmt: skip


def _state(sample: Sample) -> Blocker:
    return Blocker(
        "NOT_NOW",
        _("%(where)s is “%(state)s”.") % {"where": sample.where, "state": sample.present.label},
    )
