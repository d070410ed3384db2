"""What one may ask of the trail: of a record, of a person, or everything with filters."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Exists, JSONField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from integrity.models import AuditEvent, Record, RowChange

Events = QuerySet[AuditEvent]
Rows = QuerySet[RowChange]
About = Record | QuerySet[Record]
BETWEEN_WORDS = re.compile(r"[\s._]+")


@dataclass(frozen=True)
class Filters:
    """Which events: all that are given must hold. `since` is included, `until` is not."""

    actor: uuid.UUID | None = None
    deed: str = ""
    kind: type[Record] | None = None
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Trail:
    """Events, and which of the rows that they changed are in question."""

    events: Events
    rows: Rows

    def filtered(self, filters: Filters) -> Trail:
        return replace(self, events=_filtered(self.events, filters))

    def up_to(self, seq: int) -> Trail:
        """The trail as it was when that event was the last one."""
        return replace(self, events=self.events.filter(seq__lte=seq))


def everything(filters: Filters | None = None) -> Trail:
    return Trail(AuditEvent.objects.all(), RowChange.objects.all()).filtered(filters or Filters())


def trail_of(about: Iterable[About]) -> Trail:
    """Events about any of these records, and events that changed a row of theirs."""
    named = list(about)
    parts: list[QuerySet[Any, Any]] = []
    for one in named:
        parts.append(RowChange.objects.order_by().filter(_rows(one)).values("event_id"))
        parts.append(AuditEvent.objects.order_by().filter(_subject(one)).values("command_id"))
    first, *others = parts
    # A union: with OR, PostgreSQL would read the whole trail.
    events = AuditEvent.objects.filter(command_id__in=first.union(*others))
    return Trail(events, RowChange.objects.filter(reduce(or_, map(_rows, named))))


def trail_of_person(actor_id: uuid.UUID) -> Trail:
    """What somebody did; not what was done to their account."""
    return everything(Filters(actor=actor_id))


def _filtered(events: Events, filters: Filters) -> Events:
    for condition in _conditions(filters):
        events = events.alias(said=Cast("body", JSONField())).filter(condition)
    return events


def _conditions(filters: Filters) -> Iterator[Q]:
    if filters.actor:
        yield Q(actor_id=filters.actor)
    if filters.since:
        yield Q(at__gte=filters.since)
    if filters.until:
        yield Q(at__lt=filters.until)
    if filters.kind:
        table = filters.kind._meta.db_table
        changed = RowChange.objects.filter(event=OuterRef("command_id"), table=table)
        yield Q(subject_type=filters.kind._meta.label_lower) | Q(Exists(changed))
    if deed := filters.deed.split():
        pattern = "[._ ]+".join(re.escape(word) for word in BETWEEN_WORDS.split(" ".join(deed)))
        yield Q(verb__iregex=pattern) | Q(said__command__iregex=pattern)
    if words := filters.words.strip():
        yield Q(said__subject__label__icontains=words) | Q(said__reason__icontains=words)


def _rows(one: About) -> Q:
    if isinstance(one, Record):
        return Q(table=one._meta.db_table, row_id=str(one.pk))
    return Q(table=one.model._meta.db_table, row_id__in=_keys(one))


def _subject(one: About) -> Q:
    if isinstance(one, Record):
        return Q(subject_type=one._meta.label_lower, subject_id=str(one.pk))
    return Q(subject_type=one.model._meta.label_lower, subject_id__in=_keys(one))


def _keys(records: QuerySet[Record]) -> QuerySet[Any, Any]:
    """Ids as the trail writes them."""
    return records.order_by().annotate(key=Cast("pk", CharField())).values("key")
