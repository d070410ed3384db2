"""Reading batches: fetch what this person may see, parse the filters, tell it."""

from __future__ import annotations

import uuid

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from batches.api.batch_resource import BatchSerializer, batches_out
from batches.api.filters import BatchFilters, BatchRenditionFilters
from batches.api.reading import Reading
from batches.api.rendition_resource import RenditionSerializer, rendition_out
from people.reading import reading_as


class BatchList(Reading):
    filters = BatchFilters
    newest_by = "id"

    @extend_schema(
        operation_id="list_batches",
        summary="Batches, newest first",
        parameters=[BatchFilters],
        responses=BatchSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Those that you may see. The one recorded last comes first, whatever its dates say."""
        with reading_as(self.user) as database:
            rows = self.page(self.batches(database))
            return self.get_paginated_response(batches_out(rows, database))


class BatchDetail(Reading):
    @extend_schema(operation_id="get_batch", summary="A batch", responses=BatchSerializer)
    def get(self, request: Request, id: uuid.UUID) -> Response:
        """The head of its record and how far it is."""
        with reading_as(self.user) as database:
            row = get_object_or_404(self.batches(database), pk=id)
            return Response(batches_out([row], database)[0])


class BatchRenditionList(Reading):
    filters = BatchRenditionFilters
    newest_by = "rendition_id"

    @extend_schema(
        operation_id="list_batch_renditions",
        summary="Renditions of a batch, newest first",
        parameters=[BatchRenditionFilters],
        responses=RenditionSerializer(many=True),
    )
    def get(self, request: Request, id: uuid.UUID) -> Response:
        """The PDFs made from its record, each from one version of it."""
        with reading_as(self.user) as database:
            get_object_or_404(self.batches(database), pk=id)
            rows = self.page(self.renditions(database).filter(batch=id))
            return self.get_paginated_response([rendition_out(row) for row in rows])
