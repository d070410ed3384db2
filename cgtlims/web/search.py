"""The scan box: a code that is known leads to its page, anything else to what resembles it."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from batches.models import BatchRecord
from cleanrooms.models import Room
from people.permissions import Permission
from people.web.needs import signed_in

SHOWN = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Identifiers are matched exactly first; then batches and rooms that contain the words."""
    user = signed_in(request)
    words = "".join(filter(str.isprintable, request.GET.get("q", ""))).strip()
    batches = BatchRecord.objects.none()
    if user.may(Permission.VIEW_BATCHES):
        batches = BatchRecord.objects.visible_to(user).select_related("master__product")
    rooms = Room.objects.all() if user.is_of_facility else Room.objects.none()
    if batch := batches.filter(number__iexact=words).first():
        return redirect("batch", batch.number)
    if room := rooms.filter(code__iexact=words).first():
        return redirect("room", room.code)
    context = {
        "words": words,
        "batches": batches.filter(number__icontains=words)[:SHOWN] if words else [],
        "rooms": rooms.filter(named(words))[:SHOWN] if words else [],
        "most": SHOWN,
    }
    return render(request, "search.html", context)


def named(words: str) -> Q:
    return Q(code__icontains=words) | Q(name__icontains=words)
