"""Reading renditions and their content."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from batches.api.filters import RenditionFilters
from batches.api.reading import Reading
from batches.api.rendition_resource import RenditionSerializer, rendition_out
from documents.models import Rendition
from documents.store import read
from people.reading import reading_as


class RenditionList(Reading):
    filters = RenditionFilters
    newest_by = "rendition_id"

    @extend_schema(
        operation_id="list_renditions",
        summary="Renditions of all batches, newest first",
        parameters=[RenditionFilters],
        responses=RenditionSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Those of the batches that you may see."""
        with reading_as(self.user) as database:
            rows = self.page(self.renditions(database))
            return self.get_paginated_response([rendition_out(row) for row in rows])


class RenditionDetail(Reading):
    @extend_schema(
        operation_id="get_rendition", summary="A rendition", responses=RenditionSerializer
    )
    def get(self, request: Request, id: uuid.UUID) -> Response:
        """What it is made from, and the sha256 of its content."""
        with reading_as(self.user) as database:
            row = get_object_or_404(self.renditions(database), rendition=id)
            return Response(rendition_out(row))


class Pdf(BaseRenderer):
    """Lets callers ask for application/pdf; the bytes are stored ones and never rendered here."""

    media_type = "application/pdf"
    format = "pdf"


class RenditionContent(Reading):
    renderer_classes = (Pdf,)

    @extend_schema(
        operation_id="get_rendition_content",
        summary="The PDF itself",
        responses={(200, Pdf.media_type): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, id: uuid.UUID) -> HttpResponse:
        """Checked against its sha256 before it leaves; the ETag is the sha256."""
        with reading_as(self.user) as database:
            row = get_object_or_404(self.renditions(database), rendition=id)
        etag = quote_etag(row["rendition__sha256"])
        response = get_conditional_response(request, etag=etag) or attachment(row)
        response["ETag"] = etag
        return response


def attachment(row: dict[str, Any]) -> HttpResponse:
    """To be saved, never shown inside a page of ours."""
    sha256, title = row["rendition__sha256"], row["rendition__title"]
    name = Rendition(title=title, sha256=sha256).file_name
    return HttpResponse(
        read(sha256),
        content_type=row["rendition__media_type"],
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )
