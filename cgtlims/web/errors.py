"""Pages for what goes wrong outside any view, each saying what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from cgtlims.api.edge import PREFIX, marked
from cgtlims.api.problems import answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Rendered without context: a request for another host is stopped before anything is known."""
    if request.path.startswith(PREFIX):
        return marked(request, answer(exception, request))
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page is older than the session: what was typed is kept by the browser's draft."""
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = resolve_url("home")
    return render(request, "errors/csrf.html", {"back": back}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context: whatever failed may fail again."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
