"""Fetching what is visible to this person, or 404."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from people.web.needs import signed_in
from quality.web.kinds import Kind


def fetch(request: HttpRequest, kind: Kind, number: str) -> Any:
    """By its number, without regard to case."""
    return get_object_or_404(kind.rows(signed_in(request)), number__iexact=number)
