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


class Reading(GenericAPIView[Any]):
    """For those who may read batches."""

    http_method_names = ("get", "head")
    permission = Permission.VIEW_BATCHES

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def batches(self, database: str) -> QuerySet[Any, Any]:
        return BatchRecord.objects.using(database).visible_to(self.user).values(*BATCH_COLUMNS)

    def renditions(self, database: str) -> QuerySet[Any, Any]:
        found = BatchRendition.objects.using(database).visible_to(self.user)
        return found.values(*RENDITION_COLUMNS)
