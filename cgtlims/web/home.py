"""The first page: what waits for me, what is being made, how the facility is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from batches.models import BatchRecord, BatchStatus
from batches.queries import with_next_step
from cleanrooms.models import Room, RoomState
from cleanrooms.queries import state_counts
from people.models import User
from people.permissions import Permission
from people.web.needs import signed_in
from people.work import in_order, work_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`?work=` shows the tasks of one kind alone."""
    user = signed_in(request)
    sees_batches = user.may(Permission.VIEW_BATCHES)
    visible = BatchRecord.objects.visible_to(user) if sees_batches else BatchRecord.objects.none()
    recent = visible.with_progress().select_related("master__product", "sponsor")
    context = {
        **waiting_for(user, request.GET.get("work", "")),
        "sees_batches": sees_batches,
        "running": with_next_step(recent.exclude(status=BatchStatus.EXECUTED)[:10]),
        "executed": recent.filter(status=BatchStatus.EXECUTED)[:5],
        "room_states": state_counts(Room.objects.all()) if user.is_of_facility else [],
        "states": RoomState,
        "may_create": user.may(Permission.CREATE_BATCH),
    }
    return render(request, "home.html", context)


def waiting_for(user: User, asked: str) -> dict[str, Any]:
    """Tasks in their order, with the moment they were read at."""
    now = timezone.now()
    found = work_of(user, now, only=asked)
    only = next((source for source, _ in found if source.name == asked), None)
    chosen = [one for one in found if only in (None, one[0])]
    tasks = in_order(task for _, waiting in chosen for task in waiting.tasks)
    return {
        "now": now,
        "work": found,
        "only": only,
        "tasks": tasks,
        "waiting": sum(waiting.total for _, waiting in found),
        "left_out": sum(waiting.total for _, waiting in chosen) - len(tasks),
    }
