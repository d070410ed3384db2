"""Tablets of the facility: known by their key, and the only place where badge and PIN open."""

from __future__ import annotations

from functools import partial

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cgtlims.web.middleware import Answer, database_down
from cgtlims.web.signin import sessions
from cgtlims.web.signin.attempts import attempt
from cgtlims.web.signin.lock import told, wants_json
from cgtlims.web.signin.origin import origin_of
from cgtlims.web.signin.pages import safe_next
from integrity.devices import at_device
from people.models import User, tablet_of, user_of_badge
from people.web.devices import tablet_on, unknown_device

METHOD = "badge and PIN"


class KnownTablet:
    """`request.tablet`: the enrolled tablet that asks, or None."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            found = tablet_of(request.COOKIES.get(settings.TABLET_COOKIE, ""))
        except OperationalError as error:
            return database_down(request, error)
        request.tablet = found  # type: ignore[attr-defined]
        with at_device(found.code if found else ""):
            return self.get_response(request)


@never_cache
@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Badge and PIN on an enrolled tablet: the same person goes on, another one takes over."""
    if tablet_on(request) is None:
        raise unknown_device()
    if request.method == "GET":
        return render(request, "people/badge.html", {"next": safe_next(request)})
    user = person_of(request)
    if user is not None:
        come_in(request, user)
    if wants_json(request):
        return told("") if user is None else JsonResponse({"reload": True})
    if user is not None:
        return redirect(safe_next(request) or "home")
    shown = {"next": safe_next(request), "failed": True}
    return render(request, "people/badge.html", shown, status=422)


def person_of(request: HttpRequest) -> User | None:
    """The person whose badge it is, when the PIN is theirs."""
    user = user_of_badge(request.POST.get("badge", "").replace("\x00", ""))
    pin = request.POST.get("pin", "")
    if user is None:
        return None
    return user if attempt(request, user, METHOD, partial(user.check_pin, pin)) else None


def come_in(request: HttpRequest, user: User) -> None:
    """Opens the person's own locked session, or ends the one that is here and begins another."""
    at, session = timezone.now(), sessions.row_of(request)
    if session is not None and session.user_id == user.pk:
        sessions.unlock(session, METHOD, origin_of(request), at)
        return
    if session is not None:
        sessions.end_here(request, session, "another person's badge", at)
    record_authentication(request, user, METHOD)
    get_adapter().login(request, user)
