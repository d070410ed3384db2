"""Events with what they changed, put into words for whoever reads them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from integrity.models import AuditEvent, RowChange
from integrity.trail.differences import Change, Operation, models_by_label
from integrity.trail.names import Named
from integrity.trail.questions import Rows
from integrity.trail.values import (
    Reader,
    Shown,
    Words,
    in_words,
    is_secret,
    pointer_of,
    words_for,
)

ROWS_AN_EVENT = 20


@dataclass(frozen=True)
class ShownField:
    """One column of a change; `old` is None where there was nothing before, `new` after."""

    column: str
    label: str
    old: Shown | None
    new: Shown | None


@dataclass(frozen=True)
class ShownRow:
    """One record that a command wrote, by its name now; `record` is its kind's label, if any."""

    kind: str
    record: str
    table: str
    id: str
    named: Named
    operation: Operation
    fields: tuple[ShownField, ...]


def deed_of(event: AuditEvent) -> str:
    """The verb in words: batch_step.performed is “Batch step performed”."""
    return capfirst(event.verb.replace("_", " ").replace(".", " "))


@dataclass(frozen=True)
class ShownEvent:
    """An event and the rows in question; `more` counts the command's other rows."""

    event: AuditEvent
    rows: tuple[ShownRow, ...]
    more: int

    @property
    def deed(self) -> str:
        return deed_of(self.event)

    @property
    def kind(self) -> str:
        """The kind of record it is about, in words; empty for what is no record."""
        found = models_by_label().get(self.event.subject_type)
        return capfirst(str(found._meta.verbose_name)) if found else ""

    @property
    def details(self) -> list[tuple[str, str]]:
        """What the command said of itself, in words."""
        said = self.event.details.items()
        return [(name.replace("_", " "), in_words(value)) for name, value in said]


def shown(
    events: Sequence[AuditEvent], rows: Rows, reader: Reader, *, most: int | None = ROWS_AN_EVENT
) -> list[ShownEvent]:
    """The events with at most so many of their rows; as many queries for one event as for fifty."""
    found = rows.filter(event__in=events).order_by("id")
    if most is not None:
        place = Window(RowNumber(), partition_by=F("event_id"), order_by="id")
        found = found.annotate(place=place).filter(place__lte=most)
    changes = [Change(row) for row in found]
    words = words_for(changes, reader)
    by_event: dict[uuid.UUID, list[ShownRow]] = defaultdict(list)
    more = _counts(events)
    for change in changes:
        more[change.row.event_id] -= 1
        if change.differences:  # else its version was counted on, and nothing else
            by_event[change.row.event_id].append(shown_row(change, words))
    return [
        ShownEvent(event, tuple(by_event[event.command_id]), more.get(event.command_id, 0))
        for event in events
    ]


def shown_row(change: Change, words: Words) -> ShownRow:
    model, row = change.model, change.row
    named = words.names.get((model, row.row_id)) if model else None
    return ShownRow(
        kind=capfirst(str(model._meta.verbose_name)) if model else row.table,
        record=model._meta.label_lower if model else "",
        table=row.table,
        id=row.row_id,
        named=named or Named(row.row_id),
        operation=change.operation,
        fields=tuple(_fields(change, words)),
    )


def _fields(change: Change, words: Words) -> Iterator[ShownField]:
    subject = None if words.reader.is_file else pointer_of(change)
    for one in change.differences:
        label = capfirst(str(one.field.verbose_name)) if one.field else one.column
        if is_secret(change, one):
            # Which secret it was is never kept, only that there is another one.
            yield ShownField(one.column, label, None, Shown(_("changed"), is_remark=True))
            continue
        if subject and one.column == subject.kind:
            continue  # the record's name says it
        if subject and one.column == subject.key:
            label = _("Subject")
        old, new = words.pair(change, one)
        begins = change.operation in {Operation.MADE, Operation.BASELINE}
        ends = change.operation is Operation.DELETED
        yield ShownField(one.column, label, None if begins else old, None if ends else new)


def _counts(events: Sequence[AuditEvent]) -> dict[uuid.UUID, int]:
    counted = RowChange.objects.filter(event__in=events).order_by().values_list("event_id")
    return dict(counted.annotate(Count("id")))
