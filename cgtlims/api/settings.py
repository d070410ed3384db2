"""The shape of REST: who may ask, what is spoken, and how the description is drawn."""

from __future__ import annotations

from typing import Any

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "cgtlims.api.authentication.Basic",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "cgtlims.api.permissions.HoldsItsPermission",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["cgtlims.api.filters.AllowListed"],
    "DEFAULT_PAGINATION_CLASS": "cgtlims.api.pagination.Newest",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "cgtlims.api.problems.problem",
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": True,
}
DESCRIPTION: dict[str, Any] = {
    "TITLE": "CGT-LIMS",
    "DESCRIPTION": (
        "Batches, the documents made from them, what is monitored, and bookings of rooms. Ids say "
        "what they name, times are RFC 3339 in UTC, decimals are strings with a UCUM unit, errors "
        "are problem documents."
    ),
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": "/", "description": "this facility"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "cgtlims.api.schema.add_edge",
    ],
    "ENUM_NAME_OVERRIDES": {
        "BatchStatus": "batches.models.BatchStatus",
        "BookingState": "bookings.models.BookingState",
        "BookingPurpose": "cleanrooms.models.Purpose",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"validatorUrl": None},
    "COMPONENT_SPLIT_REQUEST": True,
}
