"""What the API tells of a booking and takes for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connections
from rest_framework import serializers

from bookings.models import BookingState, Purpose

COLUMNS = (
    "id", "number", "purpose", "title", "lot_number", "client_id", "begins_at", "ends_at", "state",
    "reason", "requested_at", "approved_at", "begun_at", "ended_at", "missed_at",
)  # fmt: skip
HELD = "SELECT booking_id, kind, code, setup, changeover FROM bookings_resources(%s)"


class HeldSerializer(serializers.Serializer[Any]):
    """A room, a device or a person, with minutes before and after."""

    kind = serializers.ChoiceField(["room", "equipment", "person"])
    code = serializers.CharField()
    setup_minutes = serializers.IntegerField()
    changeover_minutes = serializers.IntegerField()


class BookingSerializer(serializers.Serializer[Any]):
    """One booking. It takes what it holds while it is approved, begun or done."""

    booking = serializers.CharField(help_text="BKG-0001")
    purpose = serializers.ChoiceField(Purpose.choices)
    title = serializers.CharField(allow_null=True)
    lot = serializers.CharField(allow_null=True, help_text="number of the lot or batch")
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    state = serializers.ChoiceField(BookingState.choices)
    reason = serializers.CharField(allow_null=True, help_text="of the last decision")
    requested_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
    begun_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    missed_at = serializers.DateTimeField(allow_null=True)
    holds = HeldSerializer(many=True)


class AskSerializer(serializers.Serializer[Any]):
    """A request."""

    purpose = serializers.ChoiceField(Purpose.choices)
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    rooms = serializers.ListField(child=serializers.CharField(max_length=20), default=list)
    equipment = serializers.ListField(child=serializers.CharField(max_length=40), default=list)
    title = serializers.CharField(max_length=200, default="", allow_blank=True)
    lot = serializers.CharField(max_length=40, default="", allow_blank=True)


class EventSerializer(serializers.Serializer[Any]):
    """What stands in a room. Of another’s only that it is busy."""

    room = serializers.CharField()
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    state = serializers.ChoiceField([*BookingState.values, "BUSY", "BLACKOUT"])
    booking = serializers.CharField(allow_null=True)
    title = serializers.CharField(allow_null=True)


class CalendarSerializer(serializers.Serializer[Any]):
    """The rooms that the caller may book, and what stands in them."""

    rooms = serializers.ListField(child=serializers.CharField())
    events = EventSerializer(many=True)


def bookings_out(rows: Sequence[Mapping[str, Any]], database: str) -> list[dict[str, Any]]:
    held = _held([row["id"] for row in rows], database)
    return [_out(row, held.get(row["id"], [])) for row in rows]


def _held(keys: list[UUID], database: str) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = {}
    with connections[database].cursor() as cursor:
        cursor.execute(HELD, [keys])
        for key, kind, code, setup, changeover in cursor.fetchall():
            minutes = {"setup_minutes": setup, "changeover_minutes": changeover}
            found.setdefault(key, []).append({"kind": kind, "code": code, **minutes})
    return found


def _out(row: Mapping[str, Any], held: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "booking": f"BKG-{row['number']:04}",
        "purpose": row["purpose"],
        "title": row["title"] or None,
        "lot": row["lot_number"] or None,
        "begins_at": row["begins_at"],
        "ends_at": row["ends_at"],
        "state": row["state"],
        "reason": row["reason"] or None,
        "requested_at": row["requested_at"],
        "approved_at": row["approved_at"],
        "begun_at": row["begun_at"],
        "ended_at": row["ended_at"],
        "missed_at": row["missed_at"],
        "holds": held,
    }
