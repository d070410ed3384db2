"""The list of people."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.models import Membership, Role, User
from people.permissions import Permission
from people.web.fetch import with_roles
from people.web.needs import needs, signed_in

ROWS = 50
STATES = {"open": _("Open"), "locked": _("Locked"), "closed": _("Closed")}


@require_safe
@needs(Permission.VIEW_PEOPLE)
def people_list(request: HttpRequest) -> HttpResponse:
    """Filtered by state, by role and by part of a name."""
    now = timezone.now()
    asked = {name: request.GET.get(name, "").strip() for name in ("state", "role", "name")}
    users = with_roles(User.objects.all(), now).order_by("display_name", "pk")
    if asked["state"]:
        users = users.filter(is_active=asked["state"] != "closed")
    if asked["state"] == "locked":
        users = users.filter(lockout__locked_until__gt=now)
    if asked["role"]:
        held = Membership.objects.valid(now).filter(role__code=asked["role"])
        users = users.filter(pk__in=held.values("user"))
    if asked["name"]:
        words = asked["name"]
        users = users.filter(Q(display_name__icontains=words) | Q(username__icontains=words))
    context = {
        "page": Paginator(users, ROWS).get_page(request.GET.get("page")),
        "asked": asked,
        "now": now,
        "states": STATES,
        "roles": Role.objects.all(),
        "may_manage": signed_in(request).may(Permission.MANAGE_PEOPLE),
        "tab": "people",
    }
    return render(request, "people/people.html", context)
