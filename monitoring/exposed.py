"""What an excursion puts in doubt: since when, which lots, and which excursions met a lot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from cleanrooms.exposures.answer import lots_at
from cleanrooms.exposures.of_lot import exposures_of
from cleanrooms.exposures.places import Place
from cleanrooms.models import Equipment
from materials.lot_cards import LotCard, contribute_lot_card
from materials.models import Lot
from measures.verdicts import Verdict
from monitoring.models import Channel, Excursion, Sample, SourceKind
from monitoring.presence import contribute_lots_present
from monitoring.seen import reads
from people.models import User

BEGINNING = datetime.min.replace(tzinfo=UTC)
SHOWN = 20


def in_doubt(at: datetime) -> QuerySet[Excursion]:
    """Excursions with `doubt_since`, and their time in doubt as a period.

    Of a sample: since the last one there that was within its levels, of the same person and part
    where it is a print; None where none was. Of a channel: since it began. Until it ended, or
    until now.
    """
    own = Sample.objects.filter(pk=OuterRef(OuterRef("source_id")))
    there = Q(site=OuterRef("site")) | Q(
        person=OuterRef("person"),
        part=Subquery(own.values("part")),
        kind=Subquery(own.values("kind")),
    )
    good = Sample.objects.filter(
        there, taken_at__lt=OuterRef("started_at"), verdict=Verdict.WITHIN
    ).order_by("-taken_at")
    of_channel = When(source_kind=SourceKind.CHANNEL, then=F("started_at"))
    since = Case(of_channel, default=Subquery(good.values("taken_at")[:1]))
    until = Coalesce(F("ended_at"), Value(at, output_field=DateTimeField()))
    span = Func(
        F("doubt_since"), until, Value("[]"), function="TSTZRANGE",
        output_field=DateTimeRangeField(),
    )  # fmt: skip
    return Excursion.objects.annotate(doubt_since=since).annotate(doubt=span)


def doubt_of(excursion: Excursion, at: datetime) -> tuple[datetime | None, datetime]:
    """Since when and until when what was there is in doubt; None: since ever."""
    found: Any = in_doubt(at).get(pk=excursion.pk)
    return found.doubt_since, excursion.ended_at or at


def place_of(excursion: Excursion) -> Place:
    """The device, where it is of a channel that measures in one: what is beside it is not in it."""
    device = Equipment.objects.filter(channels__pk=excursion.source_id).first()
    if excursion.source_kind == SourceKind.CHANNEL and device is not None:
        return Place(device=device)
    return Place(room=excursion.room, zone=excursion.zone)


def excursions_met(lot: Lot, at: datetime) -> QuerySet[Excursion]:
    """Those that were in doubt where the lot was, while it was there."""
    there = exposures_of(lot).filter(room=OuterRef("room"), period__overlap=OuterRef("doubt"))
    of_zone = there.filter(
        Q(zone=OuterRef("zone"))
        | Q(equipment=OuterRef("zone__equipment"))
        | Q(equipment__isnull=True)
    )
    of_device = there.filter(equipment=OuterRef("device"))
    met = (
        Q(Exists(of_device), device__isnull=False)
        | Q(Exists(there), zone__isnull=True, device__isnull=True)
        | Q(Exists(of_zone), zone__isnull=False, device__isnull=True)
    )
    measured = Channel.objects.filter(pk=OuterRef("source_id"))
    device = Subquery(measured.values("equipment")[:1])
    return (
        in_doubt(at)
        .alias(device=device)
        .filter(met)
        .select_related("room", "zone", "site", "person")
    )


@contribute_lots_present
def lots_exposed(place: Place, since: datetime, until: datetime) -> Iterator[Lot]:
    yield from lots_at(place, since, until)


@contribute_lot_card
def excursions_that_met_it(lot: Lot, user: User, at: datetime) -> LotCard | None:
    """For who reads what is monitored; the newest first."""
    if not reads(user):
        return None
    found = list(excursions_met(lot, at)[: SHOWN + 1])
    return LotCard(
        "monitoring/lot_excursions.html",
        {"excursions": found[:SHOWN], "is_more": len(found) > SHOWN},
    )
