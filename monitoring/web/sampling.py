"""The round on a tablet: the room with its samples, each to be scanned, begun and ended."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cleanrooms.models import Equipment, Presence
from integrity.web.forms import TypedField
from integrity.web.queued import LateForm, keep_offline
from materials.models import Container
from monitoring.commands.rounds import skip_sample
from monitoring.commands.samples import end_exposure, place_sample
from monitoring.drawing import RoomDrawing, Spot
from monitoring.levels import LevelBook, Levels, scopes_of
from monitoring.models import Occupancy, Purpose, Round, Sample, SampleState
from monitoring.seen import round_page as address
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

TAKE = Permission.TAKE_SAMPLES


F = TypeVar("F", bound=LateForm)


class PlaceForm(LateForm):
    plate = TypedField(label=_("Plate"), help_text=_("Scan its label."))
    container = TypedField(label=_("Medium"), help_text=_("Scan the pack."))
    sampler = TypedField(label=_("Sampler"), help_text=_("Scan its label."))


class StopForm(LateForm):
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)


class SkipForm(LateForm):
    reason = TypedField(label=_("Why it cannot be taken"))


@dataclass(frozen=True)
class Shown:
    """A sample on the page: its place on the plan, its levels, and the forms that it needs."""

    sample: Sample
    spot: Spot | None
    levels: list[Levels]
    place: PlaceForm
    stop: StopForm
    skip: SkipForm
    last: Sample | None = None
    is_current: bool = False


def sampling_page(
    request: HttpRequest, around: Round, bound: tuple[Sample, Any] | None = None
) -> HttpResponse:
    """All samples of the round, so that it goes on without network; `bound` is a form that was
    refused, with its sample.
    """
    rows = around.samples.select_related(
        "site__zone", "site__room", "person", "container", "sampler"
    )
    samples = list(rows.order_by("place"))
    drawing, book, at = RoomDrawing(around.room), LevelBook.read(), timezone.now()
    left = [one for one in samples if one.state in {SampleState.TO_TAKE, SampleState.EXPOSED}]
    to_take = [one for one in left if one.state == SampleState.TO_TAKE]
    asked = bound[0] if bound else next(iter(to_take or left), None)
    medium = {one.kind: {"container": one.container.code} for one in samples if one.container}
    devices = {one.kind: {"sampler": one.sampler.code} for one in samples if one.sampler}
    last = last_results(around)
    shown = [
        Shown(
            one,
            drawing.spot(one.site, f"#s-{one.place}", sign=one.present.sign) if one.site else None,
            [
                book.asked(
                    scopes_of(one.site or around.room, one.grade), parameter,
                    Occupancy(around.occupancy), one.since or at, purpose=Purpose(around.purpose),
                )
                for parameter in one.way.parameters
            ],
            *forms_of(one, {**medium.get(one.kind, {}), **devices.get(one.kind, {})}, bound),
            last=last.get(one.site_id),
            is_current=one == asked,
        )
        for one in samples
    ]  # fmt: skip
    context = {
        "round": around, "shown": shown, "drawing": drawing, "left": len(left),
        "has_sites": any(one.spot for one in shown),
        "done": len(samples) - len(left), "all": len(samples),
        "inside": Presence.objects.inside().filter(room=around.room).select_related("person"),
    }  # fmt: skip
    status = bound[1].status if bound else 200
    return keep_offline(render(request, "monitoring/sampling.html", context, status=status))


def last_results(around: Round) -> dict[Any, Sample]:
    """What was counted last at each site of the room, in rounds before this one."""
    rows = Sample.objects.filter(
        site__room=around.room, counted__isnull=False, taken_at__lt=around.begun_at
    )
    return {one.site_id: one for one in rows.order_by("site_id", "-taken_at").distinct("site_id")}


def forms_of(
    sample: Sample, used: dict[str, str], bound: tuple[Sample, Any] | None
) -> tuple[PlaceForm, StopForm, SkipForm]:
    """Fresh ones with what its kind was taken with last, or the refused one with what was typed."""

    def made(kind: type[F]) -> F:
        if bound and bound[0] == sample and isinstance(bound[1], kind):
            return bound[1]
        initial = {"command_id": uuid.uuid4(), **used}
        return kind(initial=initial, auto_id=f"s{sample.place}-{kind.__name__}-%s")

    place, kind = made(PlaceForm), sample.way.sampler
    if kind is not None:
        place.fields["sampler"].label = kind.label
    return place, made(StopForm), made(SkipForm)


@require_POST
@needs(TAKE)
@facility_people_only
def sample_place(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """The plate is scanned and laid open, or pressed on."""
    sample, form = fetch(number, place), PlaceForm(request.POST, auto_id=f"s{place}-PlaceForm-%s")

    def act(at: Any) -> Sample | None:
        typed = form.cleaned_data
        code = typed["container"].strip()
        container = Container.objects.filter(code__iexact=code).first() if code else None
        device = typed["sampler"].strip()
        sampler = Equipment.objects.filter(code__iexact=device).first() if device else None
        return place_sample.once(
            typed["command_id"], sample=sample, plate=typed["plate"], container=container,
            sampler=sampler, by=signed_in(request), at=at, happened_at=form.happened_at(at),
        )  # fmt: skip

    return answered(request, sample, form, act)


@require_POST
@needs(TAKE)
@facility_people_only
def sample_stop(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """The plate is closed, or the sampler stops."""
    sample, form = fetch(number, place), StopForm(request.POST, auto_id=f"s{place}-StopForm-%s")

    def act(at: Any) -> Sample | None:
        typed = form.cleaned_data
        return end_exposure.once(
            typed["command_id"], sample=sample, reason=typed["reason"], by=signed_in(request),
            at=at, happened_at=form.happened_at(at),
        )  # fmt: skip

    return answered(request, sample, form, act)


@require_POST
@needs(TAKE)
@facility_people_only
def sample_skip(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """It cannot be taken."""
    sample, form = fetch(number, place), SkipForm(request.POST, auto_id=f"s{place}-SkipForm-%s")

    def act(at: Any) -> Sample | None:
        typed = form.cleaned_data
        return skip_sample.once(
            typed["command_id"], sample=sample, reason=typed["reason"], by=signed_in(request),
            at=at, happened_at=form.happened_at(at),
        )  # fmt: skip

    return answered(request, sample, form, act)


def answered(request: HttpRequest, sample: Sample, form: LateForm, act: Any) -> HttpResponse:
    """On to the round; a refusal stands beside what was typed."""
    at = timezone.now()
    if not form.is_valid() or form.tried(lambda: act(at)) is None:
        return sampling_page(request, sample.round, (sample, form))
    sample.refresh_from_db()
    words = {"where": sample.where, "state": sample.present.label}
    said = _("%(where)s: %(state)s.") % words
    messages.success(request, said, extra_tags=f"draft:sample:{sample.pk}")
    return redirect(address(sample.round))


def fetch(number: int, place: int) -> Sample:
    rows = Sample.objects.select_related("round__room", "round__plan", "site", "person")
    return get_object_or_404(rows, round__number=number, place=place)
