"""What was taken out of stock for a batch, and what was made for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from batches.web.fetch import fetch_batch
from materials.consumed import of
from materials.genealogy import held
from materials.models import Container, MovementKind
from people.permissions import Permission
from people.web.needs import needs, signed_in


@require_safe
@needs(Permission.VIEW_BATCHES)
@needs(Permission.VIEW_MATERIALS)
def batch_materials(request: HttpRequest, number: str) -> HttpResponse:
    """Every line of the ledger that names the batch, of the stock that this person may see."""
    batch, user = fetch_batch(request, number), signed_in(request)
    lines = list(
        of(batch)
        .filter(container__in=Container.objects.visible_to(user))
        .select_related("container__lot__material", "container__lot__product", "moved_by")
    )
    holds = held({one.container_id for one in lines})
    context = {
        "batch": batch,
        "taken": [(one, holds.get(one.container_id)) for one in lines if not _is_made(one.kind)],
        "made": [(one, holds.get(one.container_id)) for one in lines if _is_made(one.kind)],
        "is_of_facility": user.is_of_facility,
    }
    return render(request, "batches/materials.html", context)


def _is_made(kind: str) -> bool:
    return kind == MovementKind.MADE
