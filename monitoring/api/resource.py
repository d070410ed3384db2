"""What the API tells of a count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from cleanrooms.models import Grade
from measures.verdicts import Verdict
from monitoring.models import CountRole, Occupancy, Parameter, Purpose

COLUMNS = (
    "id", "parameter", "role", "edition", "counted", "value", "alert", "action", "verdict",
    "reason", "sheet__counted_at", "sheet__counted_by__display_name", "sample__place",
    "sample__plate", "sample__grade", "sample__taken_at", "sample__site__code",
    "sample__round__number", "sample__round__room__code", "sample__round__occupancy",
    "sample__round__purpose",
)  # fmt: skip


class Exact(serializers.CharField):
    """A decimal as text, exactly as it is kept."""


class CountSerializer(serializers.Serializer[Any]):
    """What one person read of a sample, and how it is judged. Corrections are counts too."""

    id = serializers.UUIDField()
    sample = serializers.CharField(help_text="round and place: EMR-0012-03")
    plate = serializers.CharField(allow_null=True, help_text="code on the plate's label")
    site = serializers.CharField(allow_null=True, help_text="null for prints of persons")
    room = serializers.CharField()
    grade = serializers.ChoiceField(Grade.choices)
    occupancy = serializers.ChoiceField(Occupancy.choices)
    purpose = serializers.ChoiceField(Purpose.choices)
    taken_at = serializers.DateTimeField()
    parameter = serializers.ChoiceField(Parameter.choices)
    counted = serializers.IntegerField(help_text="whole colonies or particles")
    value = Exact(help_text="the same in `unit`")
    unit = serializers.CharField(help_text="UCUM")
    alert = Exact(allow_null=True, help_text="upper alert level in force when it was sampled")
    action = Exact(allow_null=True, help_text="upper action limit in force then")
    verdict = serializers.ChoiceField([(one.value, one.text) for one in Verdict])
    role = serializers.ChoiceField(CountRole.choices)
    edition = serializers.IntegerField(help_text="which count of this sample and parameter")
    reason = serializers.CharField(allow_null=True, help_text="of a correction")
    counted_at = serializers.DateTimeField()
    counted_by = serializers.CharField()


def count_out(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "sample": f"EMR-{row['sample__round__number']:04}-{row['sample__place']:02}",
        "plate": row["sample__plate"] or None,
        "site": row["sample__site__code"],
        "room": row["sample__round__room__code"],
        "grade": row["sample__grade"],
        "occupancy": row["sample__round__occupancy"],
        "purpose": row["sample__round__purpose"],
        "taken_at": row["sample__taken_at"],
        "parameter": row["parameter"],
        "counted": row["counted"],
        "value": f"{row['value']:f}",
        "unit": Parameter(row["parameter"]).unit.code,
        "alert": None if row["alert"] is None else f"{row['alert']:f}",
        "action": None if row["action"] is None else f"{row['action']:f}",
        "verdict": row["verdict"],
        "role": row["role"],
        "edition": row["edition"],
        "reason": row["reason"] or None,
        "counted_at": row["sheet__counted_at"],
        "counted_by": row["sheet__counted_by__display_name"],
    }
