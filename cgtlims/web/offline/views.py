"""What makes the tablet's pages an application that opens without network."""

from __future__ import annotations

import json
from http import HTTPStatus

from django import forms
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from integrity.web.queued import kept_offline
from people.commands.unsent import Entry, set_aside
from people.web.forms import ReasonForm
from people.web.needs import signed_in

KEPT = (
    "css/tokens.css", "css/base.css", "css/components.css", "css/screens.css", "icons.svg",
    "favicon.svg", "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "vendor/htmx-2.0.11/htmx.min.js", "js/board.js", "js/clock.js", "js/day.js",
    "js/decimal.js", "js/dialog.js", "js/draft.js", "js/key.js", "js/limits.js", "js/lock.js",
    "js/now.js", "js/pad.js", "js/photo.js", "js/round.js", "js/scale.js", "js/search.js",
    "js/session.js", "js/sign-key.js", "js/store.js", "js/theme.js", "js/timer.js", "js/unsent.js",
    "js/unsent_list.js",
)  # fmt: skip


@require_safe
@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the server while there is none; it knows this release's files."""
    knows = {
        "files": [static(path) for path in KEPT],
        "offline": reverse("offline"),
        "signIn": reverse("sign-in"),
    }
    with staticfiles_storage.open("js/service_worker.js") as script:
        text = f"const KNOWS = {json.dumps(knows)};\n{script.read().decode()}"
    return HttpResponse(text, content_type="text/javascript")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a device needs to install the tablet's pages as an application."""
    icon = {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": "CGT-LIMS",
        "short_name": "CGT-LIMS",
        "description": _("Cleanrooms and batch records on a tablet"),
        "id": reverse("board"),
        "start_url": reverse("board"),
        "scope": "/",
        "display": "standalone",
        "icons": [icon],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker where a page was never opened on this device."""
    return render(request, "offline.html")


@require_safe
@kept_offline
def unsent(request: HttpRequest) -> HttpResponse:
    """What this device has not sent yet; the list is the device's own."""
    return render(request, "unsent.html")


class AsideForm(ReasonForm):
    """An entry of this device that was refused, and why it is not entered again."""

    title = forms.CharField(widget=forms.HiddenInput)
    made_at = forms.CharField(widget=forms.HiddenInput, max_length=40)
    said = forms.JSONField(widget=forms.HiddenInput)
    why = forms.CharField(widget=forms.HiddenInput, required=False)


@require_POST
def set_entry_aside(request: HttpRequest) -> HttpResponse:
    """Answers 204 when the trail has it; only then the device forgets it."""
    form = AsideForm(request.POST)
    if not form.is_valid() or not isinstance(form.cleaned_data["said"], dict):
        return JsonResponse({"errors": form.errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    typed = form.cleaned_data
    said = {str(name): str(value) for name, value in typed["said"].items()}
    entry = Entry(typed["title"], typed["made_at"], said, typed["why"])
    user = signed_in(request)
    set_aside.once(
        typed["command_id"], user=user, entry=entry, reason=typed["reason"], by=user,
        at=timezone.now(),
    )  # fmt: skip
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
