"""What a lot was made of and what was made of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from materials.family import HEIGHT, WIDTH, family_of
from materials.web.fetch import fetch_lot
from people.permissions import Permission
from people.web.needs import needs, signed_in


@require_safe
@needs(Permission.VIEW_MATERIALS)
def lot_genealogy(request: HttpRequest, number: str) -> HttpResponse:
    """Drawn, and beside it as two trees to read."""
    lot = fetch_lot(request, number)
    context = {
        "lot": lot, "family": family_of(lot, signed_in(request)), "width": WIDTH, "height": HEIGHT,
    }  # fmt: skip
    return render(request, "materials/genealogy.html", context)
