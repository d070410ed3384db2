"""Every request to the API has an id, which its answer and the log both carry."""

from __future__ import annotations

import uuid

from django.http import HttpRequest

KEPT_AS = "cgtlims.request_id"


def request_id(request: HttpRequest) -> str:
    """The id of this request, made when first asked for and never taken from the caller."""
    found: str = request.META.setdefault(KEPT_AS, f"req_{uuid.uuid4().hex}")
    return found
