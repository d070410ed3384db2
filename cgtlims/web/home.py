"""The first page: what waits for me, what is being made, how the facility is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from batches.models import BatchRecord, BatchStatus
from batches.queries import steps_to_verify, with_next_step
from cleanrooms.models import RoomState
from cleanrooms.queries import state_counts
from people.permissions import Permission
from people.web.needs import signed_in


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    sees_batches = user.may(Permission.VIEW_BATCHES)
    visible = BatchRecord.objects.visible_to(user) if sees_batches else BatchRecord.objects.none()
    recent = visible.with_progress().select_related("master__product", "sponsor")
    context = {
        "to_verify": steps_to_verify(user) if user.may(Permission.VERIFY_STEP) else [],
        "running": with_next_step(recent.exclude(status=BatchStatus.EXECUTED)[:10]),
        "executed": recent.filter(status=BatchStatus.EXECUTED)[:5],
        "room_states": state_counts() if user.is_of_facility else [],
        "states": RoomState,
        "may_create": user.may(Permission.CREATE_BATCH),
    }
    return render(request, "home.html", context)
