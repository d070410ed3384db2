"""Reading channels, and what came in of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from monitoring.api.ingest_resource import STORED, IngestSerializer, stored_out
from monitoring.models import Channel, Ingest, Parameter
from people.permissions import Permission

TOLD = ("id", "code", "name", "parameter", "interval_s", "gap_s", "ended_at")


class ChannelSerializer(serializers.Serializer[Any]):
    """What is measured all the time."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()
    parameter = serializers.ChoiceField(Parameter.choices)
    unit = serializers.CharField(help_text="UCUM")
    room = serializers.CharField()
    interval_s = serializers.IntegerField(help_text="a reading is expected every so many seconds")
    gap_s = serializers.IntegerField(help_text="seconds; a silence that lasts longer is a gap")
    ended_at = serializers.DateTimeField(allow_null=True)


class ChannelFilters(serializers.Serializer[Any]):
    """`source` is the lookup each stands for."""

    code = serializers.CharField(source="code__iexact", max_length=30, required=False)
    room = serializers.CharField(source="room__code__iexact", max_length=20, required=False)
    parameter = serializers.ChoiceField(Parameter.choices, required=False)


class IngestFilters(serializers.Serializer[Any]):
    """`source` is the lookup each stands for."""

    added_at__gte = serializers.DateTimeField(required=False)
    added_at__lt = serializers.DateTimeField(required=False)


class ChannelList(GenericAPIView[Any]):
    """For those who may read what is monitored."""

    http_method_names = ("get", "head")
    permission = Permission.VIEW_MONITORING
    filters = ChannelFilters
    newest_by = "id"

    @extend_schema(
        operation_id="list_channels",
        summary="Channels, the newest first",
        parameters=[ChannelFilters],
        responses=ChannelSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """With the unit in which their readings come; ended ones too."""
        rows = Channel.objects.values(*TOLD, "room__code")
        found = self.paginate_queryset(self.filter_queryset(rows)) or []
        return self.get_paginated_response([channel_out(row) for row in found])


class IngestList(GenericAPIView[Any]):
    """For those who may read what is monitored."""

    http_method_names = ("get", "head")
    permission = Permission.VIEW_MONITORING
    filters = IngestFilters
    newest_by = "id"

    @extend_schema(
        operation_id="list_ingests",
        summary="Readings that came in together, the newest first",
        parameters=[IngestFilters],
        responses=IngestSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """With how many they are and the digest of what was added."""
        found = self.paginate_queryset(self.filter_queryset(Ingest.objects.values(*STORED))) or []
        return self.get_paginated_response([stored_out(row) for row in found])


def channel_out(row: Mapping[str, Any]) -> dict[str, Any]:
    unit = Parameter(row["parameter"]).unit.code
    return {name: row[name] for name in TOLD} | {"room": row["room__code"], "unit": unit}
