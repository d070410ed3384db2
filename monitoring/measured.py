"""What monitoring measured with a device: plates that stood in it, air that it drew, readings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import ngettext

from cleanrooms.measured import Measured, contribute_measured
from cleanrooms.models import Equipment
from monitoring.channels.counts import readings_within
from monitoring.models import Channel, Fitting, Incubation, Round
from monitoring.seen import channel_page, round_page


@contribute_measured
def incubations(equipment: Equipment, since: datetime, until: datetime) -> Iterator[Measured]:
    """Each step of a round in it that began by then and was not over before."""
    inside = Q(ended_at__isnull=True) | Q(ended_at__gte=since)
    rows = Incubation.objects.filter(inside, incubator=equipment, begun_at__lte=until)
    found = rows.select_related("round__room", "step").annotate(
        plates=Count("round__samples", filter=~Q(round__samples__plate=""))
    )
    for one in found.order_by("begun_at"):
        said = ngettext("%(n)s plate, %(step)s", "%(n)s plates, %(step)s", one.plates)
        around: Round = one.round
        yield Measured(
            one.begun_at, f"{around.room.code}: {said % {'n': one.plates, 'step': one.step}}",
            round_page(around), Round._meta.label_lower, around.pk, str(around),
        )  # fmt: skip


@contribute_measured
def air(equipment: Equipment, since: datetime, until: datetime) -> Iterator[Measured]:
    """Each round with samples whose air it drew then."""
    drawn = Q(samples__sampler=equipment, samples__exposed_at__range=(since, until))
    rows: QuerySet[Any] = Round.objects.filter(drawn).select_related("room").annotate(
        drawn=Count("samples", filter=drawn), first=Min("samples__exposed_at", filter=drawn)
    )  # fmt: skip
    for around in rows.order_by("first"):
        said = ngettext("%(n)s sample of air", "%(n)s samples of air", around.drawn)
        yield Measured(
            around.first, f"{around.room.code}: {said % {'n': around.drawn}}", round_page(around),
            Round._meta.label_lower, around.pk, str(around),
        )  # fmt: skip


@contribute_measured
def readings(equipment: Equipment, since: datetime, until: datetime) -> Iterator[Measured]:
    """The readings of each channel while it was fitted to it; those of its own channels too, until
    an instrument was fitted to them.
    """
    spans = [
        (one.channel, max(since, one.fitted_at), min(until, one.removed_at or until))
        for one in Fitting.objects.within(since, until)
        .filter(instrument=equipment).select_related("channel")
    ]  # fmt: skip
    own: QuerySet[Any] = Channel.objects.filter(equipment=equipment).annotate(
        till=Min("fittings__fitted_at")
    )
    spans += [(one, since, min(until, one.till or until)) for one in own]
    for channel, begin, end in spans:
        found = readings_within(channel, begin, end)
        if found is None:
            continue
        said = ngettext("%(n)s reading: %(what)s", "%(n)s readings: %(what)s", found.count)
        words = said % {"n": found.count, "what": channel.what.label}
        yield Measured(
            found.first, f"{channel.where}: {words}",
            channel_page(channel), Channel._meta.label_lower, channel.pk, channel.code,
        )  # fmt: skip
