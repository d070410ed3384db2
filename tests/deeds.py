"""Rows as a test needs them, made and changed by commands: nothing else can."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from integrity.actors import Actor, ServiceActor
from integrity.commands import command, say
from integrity.models import AuditEvent
from people.permissions import Permission
from tests.cast import NOW

M = TypeVar("M", bound=Model)
TEST = ServiceActor("Test", frozenset({Permission.MANAGE_PEOPLE}))


@command(permission=Permission.MANAGE_PEOPLE)
def make_row(*, model: type[Model], values: dict[str, Any], by: Actor, at: datetime) -> Model:
    """Writes a row of any table."""
    row = model._default_manager.create(**values)
    say("test_row.made", about=row)
    return row


@command(permission=Permission.MANAGE_PEOPLE)
def make_rows(*, rows: list[Model], by: Actor, at: datetime) -> Model:
    """Writes many rows of one table in one statement; says so of the first."""
    type(rows[0])._default_manager.bulk_create(rows)
    say("test_row.many_made", about=rows[0])
    return rows[0]


@command(permission=Permission.MANAGE_PEOPLE)
def change_row(*, row: Model, values: dict[str, Any], by: Actor, at: datetime) -> Model:
    """Writes columns of a row, whatever the app's own commands would say."""
    type(row)._default_manager.filter(pk=row.pk).update(**values)
    say("test_row.changed", about=row)
    return row


def said() -> QuerySet[AuditEvent]:
    """What commands said, without those of this module."""
    return AuditEvent.objects.exclude(verb__startswith="test_row.")


def made(model: type[M], **values: Any) -> M:
    """A row with these values."""
    row = make_row(model=model, values=values, by=TEST, at=NOW)
    assert isinstance(row, model)
    return row


def changed(row: M, **values: Any) -> M:
    """The row with these values, as it is read again."""
    change_row(row=row, values=values, by=TEST, at=NOW)
    row.refresh_from_db()
    return row
