"""The list of batches."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from batches.models import BatchStatus, MasterBatchRecord
from batches.web.fetch import visible_batches
from people.permissions import Permission
from people.web.needs import needs, signed_in

ROWS = 50
SORTS = {"number", "-number", "created_at", "-created_at", "status", "-status"}

MADE_BY = {"product": "master__product__code__iexact", "master": "master__code__iexact"}


@require_safe
@needs(Permission.VIEW_BATCHES)
def batch_list(request: HttpRequest) -> HttpResponse:
    """Filtered by state, part of the number, product or master; sorted by column, newest first."""
    status, words = request.GET.get("status", ""), request.GET.get("number", "").strip()
    made_by = {name: request.GET[name] for name in MADE_BY if request.GET.get(name)}
    sort = request.GET.get("sort", "")
    batches = visible_batches(request).with_progress()
    if status in BatchStatus:
        batches = batches.filter(status=status)
    if words:
        batches = batches.filter(number__icontains=words)
    batches = batches.filter(**{MADE_BY[name]: code for name, code in made_by.items()})
    batches = batches.order_by(sort if sort in SORTS else "-created_at", "pk")
    context = {
        "page": Paginator(batches, ROWS).get_page(request.GET.get("page")),
        "status": status,
        "words": words,
        "made_by": made_by,
        "statuses": BatchStatus,
        "masters": masters_named(request, made_by.get("master", "")),
        "may_create": signed_in(request).may(Permission.CREATE_BATCH),
    }
    return render(request, "batches/batch_list.html", context)


def masters_named(request: HttpRequest, code: str) -> list[MasterBatchRecord]:
    """The revisions of the master record that is asked for, the newest first."""
    if not code:
        return []
    found = MasterBatchRecord.objects.visible_to(signed_in(request)).filter(code__iexact=code)
    return list(found.order_by("-revision"))
