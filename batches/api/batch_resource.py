"""What the API tells of a batch.

Rows are read with `values()` and told as plain dictionaries, which costs a fraction of model
serializers; the serializer declares the same shape for the schema, and a test holds them together.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections
from django.urls import reverse
from rest_framework import serializers

from batches.api.ids import BatchId, batch_id
from batches.models import BatchStatus

COLUMNS = (
    "id", "version", "number", "status", "patient_code", "chain_of_identity", "created_at",
    "started_at", "executed_at", "master__code", "master__revision", "master__product__code",
    "master__product__name",
)  # fmt: skip
NO_STEPS = {"count": 0, "done": 0}


class ProductSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class MasterSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    revision = serializers.IntegerField()


class StepsSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(help_text="steps of the whole record")
    done = serializers.IntegerField(help_text="of them, verified where that is needed")


class BatchLinksSerializer(serializers.Serializer[Any]):
    self = serializers.CharField()
    renditions = serializers.CharField()


class BatchSerializer(serializers.Serializer[Any]):
    """A batch: its record's head and how far it is."""

    id = serializers.RegexField(f"^{BatchId.regex}$")
    version = serializers.IntegerField(help_text="counts the changes of the record")
    number = serializers.CharField()
    status = serializers.ChoiceField(BatchStatus.choices)
    product = ProductSerializer()
    master = MasterSerializer(help_text="the master batch record that this record was frozen from")
    patient_code = serializers.CharField(
        allow_null=True, help_text="the sponsor's pseudonym; null unless autologous"
    )
    chain_of_identity = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    executed_at = serializers.DateTimeField(allow_null=True)
    steps = StepsSerializer()
    links = BatchLinksSerializer()


def batches_out(rows: Sequence[Mapping[str, Any]], database: str) -> list[dict[str, Any]]:
    """The resources of these rows, with one more query for the steps of all of them."""
    steps = step_counts([row["id"] for row in rows], database)
    root = reverse("api-batch-list")
    return [batch_out(row, steps.get(row["id"], NO_STEPS), root) for row in rows]


def batch_out(row: Mapping[str, Any], steps: Mapping[str, int], root: str) -> dict[str, Any]:
    address = f"{root}{batch_id(row['id'])}/"
    return {
        "id": batch_id(row["id"]),
        "version": row["version"],
        "number": row["number"],
        "status": row["status"],
        "product": {"code": row["master__product__code"], "name": row["master__product__name"]},
        "master": {"code": row["master__code"], "revision": row["master__revision"]},
        "patient_code": row["patient_code"] or None,
        "chain_of_identity": row["chain_of_identity"] or None,
        "created_at": row["created_at"],
        "started_at": row["started_at"],
        "executed_at": row["executed_at"],
        "steps": steps,
        "links": {"self": address, "renditions": f"{address}renditions/"},
    }


def step_counts(batches: list[uuid.UUID], database: str) -> dict[uuid.UUID, dict[str, int]]:
    """Counted by PostgreSQL, which checks the sponsor there too (migration 0002)."""
    with connections[database].cursor() as cursor:
        cursor.execute("SELECT batch_id, steps, done FROM batches_progress(%s)", [batches])
        return {batch: {"count": count, "done": done} for batch, count, done in cursor}
