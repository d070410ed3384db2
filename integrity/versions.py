"""A record changes only as it was seen: who wrote in between is named, with both values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy as _

from integrity.moments import in_zone
from integrity.refusals import Blocker, Refused

if TYPE_CHECKING:
    from integrity.models import AuditEvent, Record

R = TypeVar("R", bound="Record")


class Stale(Refused):
    """The record is another version than the one that was shown: 409, with both values."""

    status = 409

    def __init__(self, version: int, blockers: list[Blocker]) -> None:
        self.version = version
        super().__init__(blockers)


@dataclass(frozen=True)
class Seen:
    """The version of a record that a page showed, and what was typed there by field."""

    version: int
    typed: Mapping[str, str] = field(default_factory=dict)

    def compare(self, record: Record) -> None:
        """Raises Stale when the record, as locked, is another version."""
        if record.version != self.version:
            raise Stale(record.version, list(self._changes(record)) or [_changed(record)])

    def _changes(self, record: Record) -> Iterator[Blocker]:
        for name, event in _written_since(record, self.version).items():
            if name in record.who_and_when:
                continue
            try:
                column = record._meta.get_field(name)
            except FieldDoesNotExist:
                continue
            told = {
                "field": str(getattr(column, "verbose_name", name)).capitalize(),
                "now": _shown(record, column),
                "who": event.actor_name,
                "when": in_zone(event.at),
            }
            message = _("%(field)s is now “%(now)s”, set by %(who)s at %(when)s.") % told
            if (yours := self.typed.get(column.name, "")) not in ("", told["now"]):
                message = f"{message} " + _("You entered “%(yours)s”.") % {"yours": yours}
            yield Blocker(
                "CHANGED_MEANWHILE",
                message,
                clears=_("Look at both, and send it again if yours is right."),
                field=column.name,
            )


def as_seen(record: R, version: int, typed: Mapping[str, str] | None = None) -> R:
    """The record with the version that was shown; its `lock()` then refuses any other."""
    record.seen = Seen(version, typed or {})
    return record


def _written_since(record: Record, version: int) -> dict[str, AuditEvent]:
    """The columns written after that version, each with the last event that wrote it."""
    changes = apps.get_model("integrity", "RowChange")
    rows = changes.objects.filter(table=record._meta.db_table, row_id=str(record.pk))
    found: dict[str, AuditEvent] = {}
    for change in rows.select_related("event").order_by("id"):
        new = json.loads(change.diff)["new"] or {}
        if int(new.get("version", 0)) > version:
            found |= {name.removesuffix("_id"): change.event for name in new if name != "version"}
    return found


def _shown(record: Record, column: Any) -> str:
    if column.name in record.secret:
        return "•••"
    worded = getattr(record, f"get_{column.name}_display", None)
    value = worded() if worded else getattr(record, column.name)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return in_zone(value)
    return "" if value is None else str(value)


def _changed(record: Record) -> Blocker:
    return Blocker(
        "CHANGED_MEANWHILE",
        _("%(record)s was changed since you opened this page.") % {"record": record},
        clears=_("Look at it as it is now."),
    )
