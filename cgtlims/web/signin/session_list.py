"""Where one is signed in, and ending what should not be."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cgtlims.web.signin import sessions
from cgtlims.web.signin.origin import origin_of
from people.web.needs import signed_in


@require_http_methods(["GET", "POST"])
def session_list(request: HttpRequest) -> HttpResponse:
    """The person's own sessions; POST ends one of them, or all others."""
    found = UserSession.objects.purge_and_list(signed_in(request))
    found.sort(key=lambda one: one.last_seen_at, reverse=True)
    if request.method == "GET":
        return render(request, "people/sessions.html", {"sessions": found})
    wanted = request.POST.get("session", "")
    ending = [one for one in found if wanted in {str(one.pk), "others"} and not one.is_current()]
    for one in ending:
        sessions.end(one, "ended by its owner", origin_of(request), timezone.now())
    messages.success(request, _("Sessions ended: %(count)s.") % {"count": len(ending)})
    return redirect("sessions")
