"""The list of batches as one would write it first: model serializers, nested."""

from __future__ import annotations

from rest_framework import generics, pagination, serializers

from batches.models import BatchRecord, MasterBatchRecord
from materials.models import Product
from people.permissions import Permission


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
        return {"count": batch.step_count, "done": batch.done_count}  # type: ignore[attr-defined]

    def get_links(self, batch: BatchRecord) -> dict[str, str]:
        address = f"/api/v1/batches/bat_{batch.pk.hex}/"
        return {"self": address, "renditions": f"{address}renditions/"}


class Pages(pagination.CursorPagination):
    page_size = 100
    ordering = "-id"


class NaiveList(generics.ListAPIView[BatchRecord]):
    """Joined and annotated, so that no query is asked for each batch; the same permission."""

    queryset = BatchRecord.objects.with_progress().select_related("master__product")
    serializer_class = NaiveBatch
    pagination_class = Pages
    filter_backends = ()
    permission = Permission.VIEW_BATCHES
