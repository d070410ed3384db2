"""Tablets: the list, and enrolling the device on which the page is open."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people.commands.tablets import KEY_BYTES, enrol_tablet
from people.models import Tablet, User, tablet_of
from people.models.tablet import hash_of
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.devices import tablet_on
from people.web.forms import TabletForm
from people.web.needs import needs, signed_in

YEARS = 10 * 365 * 24 * 3600
PX_PER_MM = "3.780"  # 96 pixels an inch, as CSS has it, until the card was laid on the screen


@require_safe
@needs(Permission.VIEW_PEOPLE)
def tablets(request: HttpRequest) -> HttpResponse:
    """Enrolled and revoked ones."""
    context = {
        "tablets": Tablet.objects.select_related("enrolled_by", "revoked_by"),
        "this": tablet_on(request),
        "may_manage": signed_in(request).may(Permission.MANAGE_TABLETS),
        "tab": "tablets",
    }
    return render(request, "people/tablets.html", context)


@require_http_methods(["GET", "POST"])
def tablet_new(request: HttpRequest) -> HttpResponse:
    """Enrols this device under a key that only its cookie holds.

    The key is in the cookie before the form is sent, so that a double tap enrols one key.
    """
    key = request.COOKIES.get(settings.TABLET_COOKIE, "")
    is_used = bool(key) and Tablet.objects.filter(key_hash=hash_of(key)).exists()
    if request.method == "GET" and (not key or (is_used and tablet_of(key) is None)):
        key = secrets.token_urlsafe(KEY_BYTES)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Tablet:
        return enrol_tablet.once(
            typed["command_id"], code=typed["code"], name=typed["name"],
            px_per_mm=typed["px_per_mm"], key=key, by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_TABLETS, title=_("Enrol this device"), button=_("Enrol it"),
        form=TabletForm, act=act, back=reverse("tablets"), done=_("This device is enrolled."),
        parents=((_("Tablets"), reverse("tablets")),), initial={"px_per_mm": PX_PER_MM},
        template="people/tablet_enrol.html",
    )  # fmt: skip
    response = deed_page(request, deed)
    if request.method == "GET":
        response.set_cookie(
            settings.TABLET_COOKIE, key, max_age=YEARS, httponly=True, samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response
