"""What an answer of the system says, in the words of tests/access.yaml."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import resolve_url

from tests.access.routes import SEEN_BY_GET

REFUSED = "405"


def word(response: HttpResponse, method: str, *, is_in: bool) -> str:
    """An answer in the words of the file; any other status as its number.

    `is_in` says whether somebody is signed in when it is answered.
    """
    status, place = response.status_code, response.headers.get("Location", "")
    sign_in = resolve_url(settings.LOGIN_URL)
    if status == 401 or place.startswith(f"{sign_in}?"):
        return "sign-in"
    if place == sign_in and is_in:
        return more_is_needed(method)  # sent back to where a person shows more
    if method == "OPTIONS" and "Allow" in response.headers and not response.content:
        return REFUSED  # tells the methods and nothing else
    if status < 400 and method not in SEEN_BY_GET and is_form_refused(response, method):
        return more_is_needed(method)
    return "ok" if status < 400 else str(status)


def more_is_needed(method: str) -> str:
    """Only POST sends a form; by any other method it is as good as refused."""
    return "422" if method == "POST" else REFUSED


def is_form_refused(response: HttpResponse, method: str) -> bool:
    """True for a page with status 200 that shows the form again, with what is wrong in it.

    By another method than POST nothing is filled in, and the form is shown as it was.
    """
    context = getattr(response, "context", None)
    form = context.get("form") if context else None
    if form is None:
        return False
    return bool(form.errors) if form.is_bound else method != "POST"
