"""Reading counts: parse the filters, tell what is there."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from measures.verdicts import Verdict
from monitoring.api.resource import COLUMNS, CountSerializer, count_out
from monitoring.models import Count, Parameter
from people.permissions import Permission


class CountFilters(serializers.Serializer[Any]):
    """`source` is the lookup each stands for."""

    plate = serializers.CharField(source="sample__plate__iexact", max_length=40, required=False)
    site = serializers.CharField(source="sample__site__code__iexact", max_length=30, required=False)
    room = serializers.CharField(
        source="sample__round__room__code__iexact", max_length=20, required=False
    )
    parameter = serializers.ChoiceField(Parameter.choices, required=False)
    verdict = serializers.ChoiceField([(one.value, one.text) for one in Verdict], required=False)


class CountList(GenericAPIView[Any]):
    """For those who may read what is monitored; that permission is for the facility's own."""

    http_method_names = ("get", "head")
    permission = Permission.VIEW_MONITORING
    filters = CountFilters
    newest_by = "id"

    @extend_schema(
        operation_id="list_environmental_counts",
        summary="Counts of environmental samples, newest first",
        parameters=[CountFilters],
        responses=CountSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Every count with the levels that it was judged by; none is left out or averaged."""
        rows = self.paginate_queryset(self.filter_queryset(Count.objects.values(*COLUMNS))) or []
        return self.get_paginated_response([count_out(row) for row in rows])
