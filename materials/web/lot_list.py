"""The list of all stock."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from materials.models import Lot, LotStatus
from materials.queries import in_stock
from people.permissions import Permission
from people.web.needs import needs, signed_in

ROWS = 50


@require_safe
@needs(Permission.VIEW_MATERIALS)
def lot_list(request: HttpRequest) -> HttpResponse:
    """Lots by state and by part of the number, the supplier's lot or the material; newest first."""
    status, words = request.GET.get("status", ""), request.GET.get("words", "").strip()
    lots = Lot.objects.visible_to(signed_in(request))
    if status in LotStatus:
        lots = lots.filter(status=status)
    if words:
        lots = lots.filter(
            Q(number__icontains=words)
            | Q(supplier_lot__icontains=words)
            | Q(material__code__icontains=words)
            | Q(product__code__icontains=words)
        )
    rows = in_stock(lots.select_related("material", "product", "owner"), timezone.now())
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lots": page.object_list,
        "status": status,
        "words": words,
        "statuses": LotStatus,
        "tab": "lots",
    }
    return render(request, "materials/lot_list.html", context)
