"""The trail as files: JSON with the exact bytes, CSV for people's spreadsheets."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from integrity.models import AuditEvent
from integrity.trail.paging import chunks_of
from integrity.trail.questions import Trail
from integrity.trail.showing import ShownEvent, ShownRow, shown
from integrity.trail.values import Reader, Shown, utc

COLUMNS = (
    "number", "at_utc", "appended_at_utc", "by_id", "by", "device", "verb", "command", "command_id",
    "about_kind", "about_id", "about", "reason", "hash", "row_kind", "row_table", "row_id", "row",
    "operation", "column", "field", "old", "new",
)  # fmt: skip
# What a spreadsheet would run as a formula when it opens the file; a plain number is none.
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def as_json(trail: Trail, about: Mapping[str, Any]) -> Iterator[str]:
    """`about` and then the events, each with its hash, its exact body and its rows' changes.

    The text is whole JSON only when the last event is in it.
    """
    yield f'{json.dumps(about, ensure_ascii=False)[:-1]}, "events": ['
    before = "\n"
    for events in chunks_of(trail):
        rows = trail.rows.filter(event__in=events).order_by("event__seq", "id")
        changes = {
            key: [{"table": one.table, "row_id": one.row_id, "diff": one.diff} for one in found]
            for key, found in groupby(rows, key=lambda row: row.event_id)
        }
        for event in events:
            one = {
                "seq": event.seq,
                "hash": bytes(event.hash).hex(),
                "body": event.body,
                "changes": changes.get(event.command_id, []),
            }
            yield f"{before}{json.dumps(one, ensure_ascii=False)}"
            before = ",\n"
    yield "\n]}\n"


def as_csv(trail: Trail, *, sees_personal: bool = False) -> Iterator[str]:
    """A line for each changed field, one for an event that changed none; instants in UTC."""
    writer = csv.writer(Line())
    yield f"\ufeff{writer.writerow(COLUMNS)}"  # a spreadsheet knows by the mark that it is UTF-8
    reader = Reader(sees_personal, is_file=True)
    for events in chunks_of(trail):
        for one in shown(events, trail.rows, reader, most=None):
            for line in lines_of(one):
                yield writer.writerow([guarded(text) for text in line])


def lines_of(one: ShownEvent) -> Iterator[list[str]]:
    head = head_of(one.event, one.kind)
    written = [line for row in one.rows for line in lines_of_row(row)]
    for line in written or [[""] * (len(COLUMNS) - len(head))]:
        yield [*head, *line]


def head_of(event: AuditEvent, kind: str) -> list[str]:
    return [
        str(event.seq), utc(event.at), utc(event.appended_at), str(event.actor_id),
        event.actor_name, event.device, event.verb, event.command, str(event.command_id), kind,
        event.subject_id, event.subject_label, event.reason, bytes(event.hash).hex(),
    ]  # fmt: skip


def lines_of_row(row: ShownRow) -> Iterator[list[str]]:
    name = ", ".join([row.named.name, *row.named.within])
    for one in row.fields:
        yield [
            row.kind, row.table, row.id, name, row.operation.name, one.column, one.label,
            cell(one.old), cell(one.new),
        ]  # fmt: skip


def cell(value: Shown | None) -> str:
    """A value as it is; what is said about one in brackets."""
    if value is None or not value.text:
        return ""
    return f"[{value.text}]" if value.is_remark else value.text


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


class Line:
    """A file for the CSV writer that gives each line back."""

    def write(self, line: str) -> str:
        return line
