"""Filters are allow-listed: what a view does not name is refused, never ignored."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from cgtlims.api.pagination import CURSOR, LIMIT


class AllowListed(BaseFilterBackend):
    """The view's `filters` is a serializer: a field is a filter, its `source` the lookup."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """Raises ValidationError for an unknown, a repeated or a bad one, all in one answer."""
        query = request.query_params
        filters = view.filters(data={k: query[k] for k in query if k in view.filters().fields})
        errors = refused_names(request, accepted=[*filters.fields, CURSOR, LIMIT])
        if not filters.is_valid():
            errors = {**filters.errors, **errors}
        if errors:
            raise ValidationError(errors)
        return queryset.filter(**filters.validated_data)


def refused_names(request: Request, *, accepted: list[str]) -> dict[str, list[ErrorDetail]]:
    """What is wrong with the names alone."""
    unknown = _("This parameter is unknown. Accepted are: %(names)s.")
    errors: dict[str, list[ErrorDetail]] = {}
    for name, values in request.query_params.lists():
        if name not in accepted:
            text = unknown % {"names": ", ".join(sorted(accepted))}
            errors[name] = [ErrorDetail(text, "unknown_parameter")]
        elif len(values) > 1:
            errors[name] = [ErrorDetail(_("Give this parameter once."), "repeated")]
    return errors
