"""The list of batches as one would write it first: model serializers, nested."""

from __future__ import annotations

from typing import Any

from rest_framework import generics, pagination, serializers

from batches.api.batch_resource import step_counts
from batches.models import BatchRecord, MasterBatchRecord
from materials.models import Product


class NaiveProduct(serializers.ModelSerializer[Product]):
    class Meta:
        model = Product
        fields = ("code", "name")


class NaiveMaster(serializers.ModelSerializer[MasterBatchRecord]):
    class Meta:
        model = MasterBatchRecord
        fields = ("code", "revision")


class NaiveBatch(serializers.ModelSerializer[BatchRecord]):
    product = NaiveProduct(source="master.product")
    master = NaiveMaster()
    steps = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()

    class Meta:
        model = BatchRecord
        fields = (
            "id", "version", "number", "status", "product", "master", "patient_code",
            "chain_of_identity", "created_at", "started_at", "executed_at", "steps", "links",
        )  # fmt: skip

    def get_steps(self, batch: BatchRecord) -> dict[str, int]:
        counts: dict[str, int] = self.context["steps"][batch.pk]
        return counts

    def get_links(self, batch: BatchRecord) -> dict[str, str]:
        address = f"/api/v1/batches/bat_{batch.pk.hex}/"
        return {"self": address, "renditions": f"{address}renditions/"}


class Pages(pagination.CursorPagination):
    page_size = 100
    ordering = "-id"


class NaiveList(generics.ListAPIView[BatchRecord]):
    """Joins and counts as ours does, so that the serializers make the difference."""

    queryset = BatchRecord.objects.select_related("master__product")
    serializer_class = NaiveBatch
    pagination_class = Pages
    filter_backends = ()
    permission_classes = ()

    def get_serializer(self, page: Any, **options: Any) -> Any:
        steps = step_counts([batch.pk for batch in page], "default")
        return NaiveBatch(page, many=True, context={"steps": steps})
