"""What the views of this API share: they only read, and only what this person may see."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from rest_framework.generics import GenericAPIView

from batches.api.batch_resource import COLUMNS as BATCH_COLUMNS
from batches.api.rendition_resource import COLUMNS as RENDITION_COLUMNS
from batches.models import BatchRecord, BatchRendition
from people.models import User
from people.permissions import Permission

Rows = QuerySet[Any, dict[str, Any]]


class Reading(GenericAPIView[Any]):
    """For those who may read batches."""

    http_method_names = ("get", "head")
    permission = Permission.VIEW_BATCHES

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def batches(self, database: str) -> Rows:
        found = BatchRecord.objects.using(database).visible_to(self.user)
        rows: Rows = found.values(*BATCH_COLUMNS)
        return rows

    def renditions(self, database: str) -> Rows:
        found = BatchRendition.objects.using(database).visible_to(self.user)
        rows: Rows = found.values(*RENDITION_COLUMNS)
        return rows

    def page(self, rows: Rows) -> list[dict[str, Any]]:
        """The page of these rows that was asked for, by filters, cursor and limit."""
        return self.paginate_queryset(self.filter_queryset(rows)) or []
