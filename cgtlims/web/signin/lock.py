"""The privacy lock: closing it, opening it again, and the sign of life of a page."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.internal import auth as keys
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cgtlims.web.signin import sessions
from cgtlims.web.signin.attempts import attempt
from cgtlims.web.signin.factor_forms import KeyAgainForm
from cgtlims.web.signin.origin import origin_of
from cgtlims.web.signin.pages import safe_next
from people.web.devices import tablet_on
from people.web.needs import signed_in


@require_POST
def alive(request: HttpRequest) -> HttpResponse:
    """Somebody is at work on a page that asks nothing of the server. A lock stays."""
    is_locked = sessions.LOCKED in session_of(request).data
    return HttpResponse(status=401 if is_locked else 204)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """From here on the session answers to its unlocking only."""
    sessions.lock(session_of(request), origin_of(request), timezone.now())
    return HttpResponse(status=204)


@never_cache
@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """The same person shows who they are; the page under the cover is as it was."""
    method = method_shown(request) if request.method == "POST" else ""
    if method:
        sessions.unlock(session_of(request), method, origin_of(request), timezone.now())
    if wants_json(request):
        return told(method)
    going_on = safe_next(request) or "home"
    if method or sessions.LOCKED not in session_of(request).data:
        return redirect(going_on)
    shown = {"next": safe_next(request), "failed": request.method == "POST"}
    return render(request, "people/unlock.html", shown, status=422 if shown["failed"] else 200)


@never_cache
@require_GET
def key_options(request: HttpRequest) -> HttpResponse:
    """What the browser asks the person's security keys."""
    return JsonResponse(keys.begin_authentication(signed_in(request)))


def method_shown(request: HttpRequest) -> str:
    """How the person showed who they are; nothing when they did not."""
    user = signed_in(request)
    if "credential" in request.POST:
        return "key" if KeyAgainForm(user=user, data=request.POST).is_valid() else ""
    typed = request.POST.get("password", "")
    if tablet_on(request) and user.pin and typed.isdigit():
        return "PIN" if attempt(request, user, "PIN", lambda: user.check_pin(typed)) else ""
    fits = attempt(request, user, "password", lambda: user.check_password(typed))
    return "password" if fits else ""


def told(method: str) -> JsonResponse:
    if method:
        return JsonResponse({"unlocked": True})
    message = _("This did not open it. After several failures the account is locked for a while.")
    return JsonResponse({"unlocked": False, "message": message}, status=422)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def session_of(request: HttpRequest) -> Any:
    """The row of the session, which the middleware has found for whoever is signed in."""
    return sessions.row_of(request)
