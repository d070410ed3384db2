"""Lists are cut by an opaque cursor: stable while new records arrive, and nothing is counted."""

from __future__ import annotations

import base64
import binascii
import uuid
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

LARGEST = 100
CURSOR, LIMIT = "cursor", "limit"


class Newest(BasePagination):
    """Newest first: keys are UUIDv7, so the greatest is what was recorded last.

    The view's `newest_by` names the key; the cursor is the last key of the page before.
    """

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page, which come as dictionaries from `values()`."""
        limit, key = limit_of(request), view.newest_by
        if CURSOR in request.query_params:
            queryset = queryset.filter(**{f"{key}__lt": decoded(request.query_params[CURSOR])})
        rows = list(queryset.order_by(f"-{key}")[: limit + 1])
        self.next_link = None
        if len(rows) > limit:
            query = request.query_params.copy()
            query[CURSOR] = encoded(rows[limit - 1][key])
            self.next_link = f"{request.path}?{query.urlencode()}"
        return rows[:limit]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_link, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        following = {
            "type": ["string", "null"],
            "format": "uri-reference",
            "description": "Address of the next page; null at the end.",
        }
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": following, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": CURSOR,
                "in": "query",
                "schema": {"type": "string"},
                "description": "From `next` of the page before; never made by hand.",
            },
            {
                "name": LIMIT,
                "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": LARGEST},
                "description": "How many a page.",
            },
        ]


def limit_of(request: Request) -> int:
    given = request.query_params.get(LIMIT, str(LARGEST))
    if given.isascii() and given.isdigit() and len(given) <= 3 and 1 <= int(given) <= LARGEST:
        return int(given)
    message = _("Accepted is a whole number from 1 to %(largest)s.") % {"largest": LARGEST}
    raise ValidationError({LIMIT: [message]}, code="out_of_range")


def encoded(key: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(key.bytes).decode().rstrip("=")


def decoded(cursor: str) -> uuid.UUID:
    try:
        return uuid.UUID(bytes=base64.b64decode(f"{cursor}==", altchars=b"-_", validate=True))
    except (ValueError, binascii.Error) as error:
        message = _("This cursor is none of ours: take it from `next`, or leave it out.")
        raise ValidationError({CURSOR: [message]}, code="unknown_cursor") from error
