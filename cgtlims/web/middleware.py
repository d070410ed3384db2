"""What every page does the same way: sign-in, a dead database, a refusal."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string

from cgtlims.api.edge import PREFIX, marked
from cgtlims.api.problems import answer
from integrity.refusals import Refused
from people.web.needs import write_down

Answer = Callable[[HttpRequest], HttpResponse]
OPEN_PREFIXES = (
    PREFIX, "/static/", "/healthz", "/sign-out/", "/first-account/", "/session/badge/",
    "/service-worker.js", "/manifest.webmanifest", "/offline/", "/bookings/feed/",
)  # fmt: skip


class DatabaseDown:
    """A database that does not answer gives a page that says what to do, with status 503."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        return database_down(request, exception)


class SignInRequired:
    """Every page needs a signed-in person; a lost session leads to sign-in and back again.

    A fragment that htmx asked for is answered 401 with the address of the sign-in page, so that
    the page stays as it is and what was typed stays with it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sign_in = resolve_url(settings.LOGIN_URL)
        if request.path.startswith((*OPEN_PREFIXES, sign_in)):
            return self.get_response(request)
        try:
            signed_in = request.user.is_authenticated
        except OperationalError as error:
            return database_down(request, error)
        if signed_in:
            return self.get_response(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"X-Sign-In": sign_in})
        return redirect_to_login(request.get_full_path(), sign_in)


class RefusedAsPage:
    """A refusal that no view handled becomes a page with its reasons and its status."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        write_down(exception, request)
        if request.headers.get("HX-Request"):
            # The page stays as it is; its script says that this was refused.
            return HttpResponse(status=403 if exception.status == 403 else 400)
        context = {"blockers": exception.blockers}
        return render(request, "errors/refused.html", context, status=exception.status)


def database_down(request: HttpRequest, error: Exception) -> HttpResponse:
    """Rendered without a request context: nothing on this page may ask the database."""
    if request.path.startswith(PREFIX):
        return marked(request, answer(error, request))
    page = render_to_string("errors/503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": "10"})
