"""Errors as problem documents (RFC 9457)."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response


def problem(exception: Exception, context: dict[str, Any]) -> Response | None:
    return None
