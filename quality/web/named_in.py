"""What quality has about a record of any kind: changes that name it, deviations about it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs
from quality.models import ChangeControl, Deviation
from quality.parts.cases import numbered, state_of
from quality.parts.shapes import Fact

MOST = 20


@require_safe
@needs(Permission.VIEW_QUALITY)
@facility_people_only
def named_in(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """The part of a record's page that names them, the newest first."""
    changes = ChangeControl.objects.filter(links__kind=kind, links__record_id=key)
    deviations = Deviation.objects.filter(subject_kind=kind, subject_id=key)
    at = timezone.now()
    rows = [
        [numbered("", one), Fact("", one.title), state_of(one, at)]
        for found in (changes, deviations)
        for one in found.order_by("-raised_at")[:MOST]
    ]
    return render(request, "quality/named_in.html", {"rows": rows})
