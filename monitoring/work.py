"""What monitoring asks of people: excursions to acknowledge, plates to count."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.models import Excursion, ExcursionState, Sample
from monitoring.seen import excursion_page, sample_page
from monitoring.to_count import waiting_plates
from people.models import User
from people.permissions import Permission
from people.work import Task, Waiting, contribute_work, waiting


@contribute_work(
    "acknowledge", gettext_lazy("Excursions to acknowledge"),
    page=lambda: reverse("excursions"), permission=Permission.ACKNOWLEDGE_EXCURSION,
)  # fmt: skip
def to_acknowledge(user: User, at: datetime, most: int) -> Waiting:
    rows = Excursion.objects.filter(state=ExcursionState.OPEN).order_by("raised_at", "number")
    return waiting(rows, most, _to_acknowledge)


@contribute_work(
    "count", gettext_lazy("Plates to count"), page=lambda: reverse("plates"),
    permission=Permission.COUNT_PLATES,
)  # fmt: skip
def to_count(user: User, at: datetime, most: int) -> Waiting:
    """Those whose incubation is over, and second counts of what somebody else counted."""
    return waiting(waiting_plates(user).prefetch_related(None), most, _to_count)


def _to_acknowledge(one: Excursion) -> Task:
    return Task(
        _("Acknowledge the excursion"), excursion_page(one), str(one), line=one.source_label,
        sign=one.sign, word=one.get_kind_display(), since=one.raised_at,
    )  # fmt: skip


def _to_count(one: Sample) -> Task:
    return Task(
        _("Count the plate"), sample_page(one), one.plate or str(one), line=one.where,
        sign="info", word=one.get_state_display(), since=one.taken_at,
    )  # fmt: skip
