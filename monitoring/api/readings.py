"""Taking in the readings that a building system sends."""

from __future__ import annotations

from typing import Any, cast

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from integrity.refusals import refuse_if
from integrity.web.idempotency import KEY, key_of
from monitoring.api.bodies import (
    CsvParser,
    blockers_of,
    records_in,
    refuse_faults,
    refuse_large,
    yes_or_no,
)
from monitoring.api.ingest_resource import (
    IngestSerializer,
    ReadingsSerializer,
    ingest_out,
    preview_out,
)
from monitoring.channels.batch import ReadingBatch
from monitoring.channels.preview import nothing, preview
from monitoring.channels.rows import known_channels, read_rows
from monitoring.commands.ingest import ingest_readings
from people.models import User
from people.permissions import Permission

DRY_RUN = OpenApiParameter(
    "dry_run", OpenApiTypes.BOOL, description="true: nothing is added; tells what would be."
)


class ReadingList(GenericAPIView[Any]):
    """For building systems, and for people who bring readings."""

    http_method_names = ("post",)
    permission = Permission.ADD_READINGS
    parser_classes = (JSONParser, CsvParser)

    @extend_schema(
        operation_id="add_readings",
        summary="Adds readings of channels: all of them or none, and once",
        parameters=[KEY, DRY_RUN],
        request={"application/json": ReadingsSerializer, "text/csv": OpenApiTypes.STR},
        responses={200: IngestSerializer, 201: IngestSerializer},
    )
    def post(self, request: Request) -> Response:
        """JSON or CSV with channel, at, value and unit.

        What is stored already with the same value is passed over; another value for the same
        moment refuses the whole request.
        """
        is_dry_run = yes_or_no(request.query_params.get("dry_run", "false"), name="dry_run")
        refuse_large(request.headers.get("Content-Length"))
        key, at, records = key_of(request.headers), timezone.now(), records_in(request.data)
        if is_dry_run:
            seen = preview(records, at)
            refuse_faults(seen.faults)
            refuse_if(seen.blockers)
            return Response(preview_out(seen))
        rows, faults = read_rows(records, known_channels())
        refuse_faults(faults)
        refuse_if([] if rows else blockers_of([nothing()]))
        ingest = ingest_readings.once(
            key, batch=ReadingBatch(rows), by=cast(User, request.user), at=at
        )
        return Response(ingest_out(ingest), status=201)
