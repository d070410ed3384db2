"""What a deviation can be about here, and what an excursion touches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from materials.models import Lot
from monitoring.exposed import BEGINNING, doubt_of, place_of
from monitoring.models import Excursion, Round, Sample
from monitoring.presence import lots_present
from monitoring.seen import excursion_page, round_page, sample_page
from people.permissions import Permission
from quality.subjects import (
    Context,
    Field,
    Subject,
    Touched,
    contribute_context,
    contribute_impact,
    contribute_subject,
)

EXCURSION, SAMPLE = Excursion._meta.label_lower, Sample._meta.label_lower
ROUND, LOT = Round._meta.label_lower, Lot._meta.label_lower


@contribute_subject(EXCURSION, Permission.VIEW_MONITORING)
def excursion(key: UUID) -> Subject | None:
    found = Excursion.objects.select_related("room").filter(pk=key).first()
    if found is None:
        return None
    return Subject(EXCURSION, key, str(found), excursion_page(found), room=found.room.code)


@contribute_context(EXCURSION)
def context_of_excursion(key: UUID) -> Context:
    """Where and what, the level that was left, and the peak as its field."""
    one = Excursion.objects.select_related("room", "zone", "person").get(pk=key)
    parameter = one.what
    facts = (
        (_("Room"), f"{one.room.code} {one.room.name}"),
        (_("Source"), one.source_label),
        (_("Grade"), str(one.get_grade_display())),
        (_("Class"), str(one.get_kind_display())),
    )
    peak = Field(
        str(parameter.label), f"{one.peak:f} {parameter.unit.symbol}",
        required=str(one.limits), at=one.peak_at,
    )  # fmt: skip
    return Context(facts, (peak,), one.started_at)


@contribute_subject(SAMPLE, Permission.VIEW_MONITORING)
def sample(key: UUID) -> Subject | None:
    found = Sample.objects.select_related("round__room").filter(pk=key).first()
    if found is None:
        return None
    return Subject(SAMPLE, key, str(found), sample_page(found), room=found.round.room.code)


@contribute_subject(ROUND, Permission.VIEW_MONITORING)
def sampling_round(key: UUID) -> Subject | None:
    found = Round.objects.select_related("room").filter(pk=key).first()
    if found is None:
        return None
    return Subject(ROUND, key, str(found), round_page(found), room=found.room.code)


@contribute_impact
def touched_lots(subject: Subject, since: datetime, until: datetime) -> Iterator[Touched]:
    """Every lot that was at the place of an excursion since the last good sample, until its end."""
    if subject.kind != EXCURSION:
        return
    one = Excursion.objects.select_related("room", "zone").get(pk=subject.id)
    doubt_since, doubt_until = doubt_of(one, until)
    for lot in lots_present(place_of(one), doubt_since or BEGINNING, doubt_until):
        yield Touched(LOT, lot.pk, lot.number, lot.owner_id)
