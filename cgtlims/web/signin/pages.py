"""In and out, and the password: allauth's views with our forms and pages."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_GET, require_POST

from cgtlims.web.signin import sessions
from cgtlims.web.signin.forms import SignInForm
from people.models import User
from people.sign_in_service import PROVIDER


class SignIn(allauth.LoginView):
    """User name and password; a second factor follows when the person has one."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        going_on = safe_next(self.request)
        found: dict[str, Any] = super().get_context_data(**kwargs)
        more = {"next": going_on, "single": single_sign_on(), "is_empty": is_empty()}
        return {**found, **more}


class ChangePassword(allauth.PasswordChangeView):
    """Another password: this session goes on, the others of the person are over."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        before = sessions.row_of(self.request)
        answer: HttpResponse = super().form_valid(form)
        sessions.move(before, self.request.session)
        return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; somebody else may sign in and go on at the same place."""
    session = sessions.row_of(request)
    if session is not None:
        sessions.end_here(request, session, "signed out", timezone.now())
    going_on = safe_next(request)
    sign_in = resolve_url("sign-in")
    return redirect(f"{sign_in}?{urlencode({'next': going_on})}" if going_on else sign_in)


@require_GET
def single_cancelled(request: HttpRequest) -> HttpResponse:
    """The person turned back at the facility's sign-in service."""
    return render(request, "socialaccount/authentication_error.html", {"cancelled": True})


def safe_next(request: HttpRequest) -> str:
    """Where to go on after sign-in; nowhere but here."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if is_ours else ""


def is_empty() -> bool:
    """True before the first account; a database that is away is told when the form is sent."""
    with suppress(OperationalError):
        return not User.objects.exists()
    return False


def single_sign_on() -> dict[str, str] | None:
    """The facility's sign-in service as the page shows it, when there is one."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return {"id": PROVIDER, "name": apps[0]["name"]} if apps else None
