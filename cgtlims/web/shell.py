"""What surrounds every page: navigation, facility, release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cgtlims.web.signin.sessions import sign_of_life_seconds
from people.models import Organisation, OrganisationKind
from people.notifications.inbox import bell
from people.permissions import Permission
from people.web.needs import signed_in


@dataclass(frozen=True)
class FacilityShown:
    name: str
    is_fictitious: bool
    time_zone: str


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    icon: str
    current: bool
    count: int | None = None


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every template; asks the database only for what a template uses."""
    return {
        "facility": SimpleLazyObject(facility),
        "nav": SimpleLazyObject(lambda: navigation(request)),
        "bell": SimpleLazyObject(lambda: bell(signed_in(request))),
        "release": settings.RELEASE,
        "cover": {
            "lock_after": settings.LOCK_SECONDS,
            "over_after": settings.SESSION_SECONDS,
            "alive_every": sign_of_life_seconds(),
        },
    }


def facility() -> FacilityShown:
    """The facility's name, and whether everything here is made up."""
    found = Organisation.objects.filter(kind=OrganisationKind.FACILITY).first()
    return FacilityShown(
        name=found.name if found else "CGT-LIMS",
        is_fictitious=bool(found and found.is_fictitious),
        time_zone=settings.TIME_ZONE,
    )


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Only what this person may open."""
    user = request.user
    if not user.is_authenticated:
        return []
    batches = user.may(Permission.VIEW_BATCHES)
    make = [_item(request, _("Batches"), "batch-list", "batch")] if batches else []
    if user.may(Permission.VIEW_MATERIALS):
        make.append(_item(request, _("Stock"), "lot-list", "box", "material-list", "product-list"))
    first = [_item(request, _("My work"), "home", "home")]
    if user.is_of_facility:
        first.append(_item(request, _("Facility board"), "board", "board"))
        if user.may(Permission.VIEW_MONITORING):
            first.append(_item(request, _("Monitoring"), "sampling-rounds", "plate"))
    if user.may(Permission.VIEW_BOOKINGS):
        first.append(_item(request, _("Bookings"), "bookings", "calendar"))
    known = []
    if user.may(Permission.VIEW_PEOPLE):
        known.append(_item(request, _("People"), "people", "people"))
    trail = user.is_of_facility and user.may(Permission.VIEW_TRAIL)
    quality = quality_items(request)
    if trail:
        quality.append(_item(request, _("Audit trail"), "trail", "seal"))
    jobs = user.may(Permission.VIEW_JOBS)
    look_after = [_item(request, _("Jobs"), "jobs", "refresh")] if jobs else []
    if user.may(Permission.LOAD_FACILITY):
        look_after.append(_item(request, _("Load files"), "first-run", "download"))
    groups = [
        {"label": "", "items": first},
        {"label": _("Make"), "items": make},
        {"label": _("Quality"), "items": quality},
        {"label": _("Facility"), "items": known},
        {"label": _("System"), "items": look_after},
    ]
    return [group for group in groups if group["items"]]


def quality_items(request: HttpRequest) -> list[Item]:
    """Records of quality inside; what deviations mean for the own batches to a sponsor's people."""
    user = signed_in(request)
    if user.is_of_facility:
        quality = [_item(request, _("Quality"), "quality", "flag")]
        documents = [_item(request, _("Documents"), "document-list", "doc")]
        return [
            *(quality if user.may(Permission.VIEW_QUALITY) else []),
            *(documents if user.may(Permission.VIEW_DOCUMENTS) else []),
        ]
    may = user.may(Permission.VIEW_IMPACTS)
    return [_item(request, _("Deviations"), "impacts", "flag")] if may else []


def _item(request: HttpRequest, label: str, name: str, icon: str, *others: str) -> Item:
    """Marked on its own pages and those below, and on those of the `others` that belong to it."""
    url = reverse(name)
    below = tuple(reverse(one) for one in (name, *others))
    here = request.path == url if url == "/" else request.path.startswith(below)
    return Item(label, url, icon, here)
