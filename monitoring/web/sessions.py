"""Sessions in grade A: whether their particles were counted all the time."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cleanrooms.models import RoomUse
from monitoring.sessions import answered, sessions, sessions_of
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs

VIEW = Permission.VIEW_MONITORING
ROWS = 25


@require_safe
@needs(VIEW)
@facility_people_only
def session_list(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    at = timezone.now()
    page = Paginator(sessions(), ROWS).get_page(request.GET.get("page"))
    closed = answered(page)
    lines = [(one, one.use.pk in closed) for one in sessions_of(list(page), at)]
    context = {"page": page, "lines": lines, "tab": "sessions"}
    return render(request, "monitoring/sessions.html", context)


@require_safe
@needs(VIEW)
@facility_people_only
def session_counts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of a use's page that tells of its counts; empty where there is no grade A."""
    use = get_object_or_404(RoomUse.objects.select_related("room"), pk=pk)
    found = list(sessions().filter(pk=use.pk))
    session = next(iter(sessions_of(found, timezone.now())), None)
    context = {"session": session, "answered": bool(answered(found))}
    return render(request, "monitoring/session_counts.html", context)
