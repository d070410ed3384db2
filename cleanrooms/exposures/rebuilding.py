"""All exposures as the records say them, set beside what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from cleanrooms.exposures.keeping import GONE, SOURCES, Difference, compared, mend
from cleanrooms.models import Exposure

AT_ONCE = 2000
HOLD = "LOCK TABLE cleanrooms_exposure IN SHARE ROW EXCLUSIVE MODE"


@transaction.atomic
def rebuild_exposures(*, mending: bool) -> list[Difference]:
    """What differed, mended if so asked. Commands that would write exposures wait for it."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD)
    found = list(all_differences())
    for difference in found if mending else ():
        mend(difference)
    return found


def all_differences() -> Iterator[Difference]:
    """Of every record that says exposures; a row of no such record is one too many."""
    for model in SOURCES:
        yield from _of_records(model)
        rows = Exposure.objects.filter(source_type=model._meta.label_lower)
        known = model._default_manager.values("pk")
        yield from ((GONE, one) for one in rows.exclude(source_id__in=known))
    labels = [model._meta.label_lower for model in SOURCES]
    yield from ((GONE, one) for one in Exposure.objects.exclude(source_type__in=labels))


def _of_records(model: type[Model]) -> Iterator[Difference]:
    _says, read_with = SOURCES[model]
    rows = model._default_manager.order_by("pk")
    joined = rows.select_related(*read_with) if read_with else rows
    records: Iterator[Any] = joined.iterator(AT_ONCE)
    while chunk := list(islice(records, AT_ONCE)):
        stored: dict[UUID, list[Exposure]] = defaultdict(list)
        wanted = [record.pk for record in chunk]
        for one in Exposure.objects.filter(
            source_type=model._meta.label_lower, source_id__in=wanted
        ):
            stored[one.source_id].append(one)
        for record in chunk:
            yield from compared(record, stored[record.pk])
