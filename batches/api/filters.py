"""The filters that lists accept; `source` is the lookup each stands for."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from batches.api.fields import BatchIdField, Code, Instant
from batches.models import BatchStatus

NUMBER_HELP = "the batch number as printed"


class BatchFilters(serializers.Serializer[Any]):
    status = Code(BatchStatus.choices, required=False)
    product = serializers.CharField(
        source="master__product__code", max_length=40, required=False, help_text="a product's code"
    )
    number = serializers.CharField(max_length=40, required=False, help_text=NUMBER_HELP)
    created_at__gte = Instant(required=False)
    created_at__lt = Instant(required=False)


class BatchRenditionFilters(serializers.Serializer[Any]):
    """Of the renditions of one batch."""

    made_at__gte = Instant(source="rendition__made_at__gte", required=False)
    made_at__lt = Instant(source="rendition__made_at__lt", required=False)


class RenditionFilters(BatchRenditionFilters):
    batch = BatchIdField(source="batch_id", required=False)
    number = serializers.CharField(
        source="batch__number", max_length=40, required=False, help_text=NUMBER_HELP
    )
