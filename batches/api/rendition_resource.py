"""What the API tells of a rendition: the PDF made from one version of a batch record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from rest_framework import serializers

from batches.api.ids import BatchId, RenditionId, batch_id, rendition_id

COLUMNS = (
    "batch_id", "batch__number", "batch_version", "rendition_id", "rendition__title",
    "rendition__media_type", "rendition__sha256", "rendition__size", "rendition__pages",
    "rendition__made_at",
)  # fmt: skip


class RenditionBatchSerializer(serializers.Serializer[Any]):
    id = serializers.RegexField(f"^{BatchId.regex}$")
    number = serializers.CharField()
    version = serializers.IntegerField(help_text="of the record that the rendition shows")


class RenditionLinksSerializer(serializers.Serializer[Any]):
    self = serializers.CharField()
    content = serializers.CharField()
    batch = serializers.CharField()


class RenditionSerializer(serializers.Serializer[Any]):
    """A file made from a batch record, never changed afterwards and known by its sha256."""

    id = serializers.RegexField(f"^{RenditionId.regex}$")
    title = serializers.CharField()
    media_type = serializers.CharField()
    sha256 = serializers.RegexField("^[0-9a-f]{64}$")
    size = serializers.IntegerField(help_text="bytes")
    pages = serializers.IntegerField()
    made_at = serializers.DateTimeField()
    batch = RenditionBatchSerializer()
    links = RenditionLinksSerializer()


def rendition_out(row: Mapping[str, Any]) -> dict[str, Any]:
    rendition, batch = rendition_id(row["rendition_id"]), batch_id(row["batch_id"])
    address = f"{reverse('api-rendition-list')}{rendition}/"
    return {
        "id": rendition,
        "title": row["rendition__title"],
        "media_type": row["rendition__media_type"],
        "sha256": row["rendition__sha256"],
        "size": row["rendition__size"],
        "pages": row["rendition__pages"],
        "made_at": row["rendition__made_at"],
        "batch": {"id": batch, "number": row["batch__number"], "version": row["batch_version"]},
        "links": {
            "self": address,
            "content": f"{address}content/",
            "batch": f"{reverse('api-batch-list')}{batch}/",
        },
    }
