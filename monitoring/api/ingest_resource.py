"""What the API tells of readings that came in together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from monitoring.channels.preview import Preview
from monitoring.models import Ingest

STORED = (
    "id", "number", "count", "known", "digest", "channels", "first_at", "last_at", "added_at",
)  # fmt: skip


class ReadingSerializer(serializers.Serializer[Any]):
    channel = serializers.CharField(help_text="code of the channel")
    at = serializers.CharField(help_text="ISO 8601 with its offset")
    value = serializers.CharField(help_text="decimal as text")
    unit = serializers.CharField(help_text="UCUM, the channel's own")


class ReadingsSerializer(serializers.Serializer[Any]):
    readings = ReadingSerializer(many=True)


class IngestSerializer(serializers.Serializer[Any]):
    """Readings that came in together."""

    number = serializers.CharField(allow_null=True, help_text="ING-00012; null in a dry run")
    count = serializers.IntegerField(help_text="readings in all")
    known = serializers.IntegerField(help_text="of them stored before, with the same values")
    sha256 = serializers.CharField(
        allow_null=True, help_text="of the lines that were added; null in a dry run"
    )
    channels = serializers.ListField(child=serializers.CharField())
    first_at = serializers.DateTimeField()
    last_at = serializers.DateTimeField()
    added_at = serializers.DateTimeField(allow_null=True)


def ingest_out(ingest: Ingest) -> dict[str, Any]:
    return stored_out({name: getattr(ingest, name) for name in STORED})


def stored_out(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": f"ING-{row['number']:05}",
        "count": row["count"],
        "known": row["known"],
        "sha256": row["digest"],
        "channels": row["channels"],
        "first_at": row["first_at"],
        "last_at": row["last_at"],
        "added_at": row["added_at"],
    }


def preview_out(seen: Preview) -> dict[str, Any]:
    """Of a dry run without faults."""
    return {
        "number": None,
        "count": sum(one.count for one in seen.parts),
        "known": sum(one.known for one in seen.parts),
        "sha256": None,
        "channels": [one.channel.code for one in seen.parts],
        "first_at": min(one.first for one in seen.parts),
        "last_at": max(one.last for one in seen.parts),
        "added_at": None,
    }
