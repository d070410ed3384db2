"""The list of all stock."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from materials.genealogy import HELD_LOTS
from materials.models import Container, Lot, LotStatus
from materials.queries import in_stock
from people.permissions import Permission
from people.web.needs import needs, signed_in

ROWS = 50
HELD, OVER = "HELD", "EXPIRED"


@require_safe
@needs(Permission.VIEW_MATERIALS)
def lot_list(request: HttpRequest) -> HttpResponse:
    """Lots by state, those held or expired, and by part of the number, the supplier's lot or the
    material; newest first.
    """
    status, words = request.GET.get("status", ""), request.GET.get("words", "").strip()
    lots, now = Lot.objects.visible_to(signed_in(request)), timezone.now()
    if status in LotStatus:
        lots = lots.filter(status=status)
    elif status == HELD:
        lots = lots.filter(pk__in=HELD_LOTS)
    elif status == OVER:
        left = Exists(Container.objects.in_stock().filter(lot=OuterRef("pk")))
        lots = lots.filter(left, expires_at__lte=now)
    if words:
        lots = lots.filter(
            Q(number__icontains=words)
            | Q(supplier_lot__icontains=words)
            | Q(material__code__icontains=words)
            | Q(product__code__icontains=words)
        )
    rows = in_stock(lots.select_related("material", "product", "owner"), now)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lots": page.object_list,
        "status": status,
        "words": words,
        "statuses": [*LotStatus.choices, (HELD, _("On hold")), (OVER, _("Expired"))],
        "tab": "lots",
    }
    return render(request, "materials/lot_list.html", context)
