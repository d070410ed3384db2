"""What one person, or the system under a name of its own, did."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cgtlims.web.trail.access import for_readers
from cgtlims.web.trail.pages import page_shown
from integrity.trail.questions import trail_of_person
from people.models import User


@require_safe
@for_readers()
def person_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Everything somebody did; what was done to their account is the trail of that account."""
    person = User.objects.filter(pk=key).first()
    context = page_shown(request, trail_of_person(key), {"person": str(key)})
    if person is None and not context["events"]:
        raise Http404
    name = person.display_name if person else context["events"][0].event.actor_name
    return render(request, "trail/person.html", {**context, "person": person, "name": name})
