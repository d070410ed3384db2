"""Sampling sites: a room with them on its plan, one of them with its trend."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cleanrooms.models import Room
from monitoring.commands.sites import SiteDetails, alter_site, define_site, end_site
from monitoring.drawing import RoomDrawing
from monitoring.levels import LevelBook, scopes_of
from monitoring.models import Occupancy, SampleKind, Site
from monitoring.seen import site_page as address
from monitoring.series import charts_of, newest_of
from monitoring.web.forms import AlterSiteForm, EndForm, SiteForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

VIEW, MANAGE = Permission.VIEW_MONITORING, Permission.MANAGE_MONITORING


@require_safe
@needs(VIEW)
@facility_people_only
def site_list(request: HttpRequest) -> HttpResponse:
    """The sites of one room on its plan; all rooms that have any beside it."""
    rooms = Room.objects.filter(sites__isnull=False).distinct()
    asked = request.GET.get("room", "")
    room = Room.objects.filter(code__iexact=asked).first() if asked else rooms.first()
    sites = list(room.sites.standing().select_related("room", "zone")) if room else []
    drawing = RoomDrawing(room) if room else None
    context = {
        "rooms": rooms,
        "room": room,
        "drawing": drawing,
        "spots": [drawing.spot(site, address(site)) for site in sites] if drawing else [],
        "sites": sites,
        "may_manage": signed_in(request).may(MANAGE),
        "tab": "sites",
    }
    return render(request, "monitoring/sites.html", context)


@require_safe
@needs(VIEW)
@facility_people_only
def site_page(request: HttpRequest, code: str) -> HttpResponse:
    """Its place, its levels now, what was counted there as a drawing and as a table."""
    site, at = fetch(code), timezone.now()
    book, drawing = LevelBook.read(), RoomDrawing(site.room)
    scopes = scopes_of(site)
    levels = [
        (occupancy, book.asked(scopes, parameter, occupancy, at))
        for parameter in site.way.parameters
        for occupancy in Occupancy
    ]
    context = {
        "site": site,
        "drawing": drawing,
        "spots": [drawing.spot(site, address(site), sign="info")],
        "levels": levels,
        "charts": charts_of(site),
        "samples": newest_of(site),
        "may_manage": signed_in(request).may(MANAGE) and site.ended_at is None,
    }
    return render(request, "monitoring/site.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def site_new(request: HttpRequest, room: str) -> HttpResponse:
    where = get_object_or_404(Room, code__iexact=room)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Site:
        return define_site.once(
            typed["command_id"], room=where, code=typed["code"], kind=SampleKind(typed["kind"]),
            details=details_of(typed), by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("New sampling site"), button=_("Define it"), form=SiteForm,
        act=act, back=address, done=_("The site is defined."), note=where.code,
        parents=parents(where), given={"room": where},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def site_alter(request: HttpRequest, code: str) -> HttpResponse:
    site = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Site:
        return alter_site.once(
            typed["command_id"], site=site, details=details_of(typed), reason=typed["reason"],
            by=by, at=at,
        )  # fmt: skip

    initial = {
        "name": site.name, "zone": site.zone_id, "x": site.x, "y": site.y,
        "volume_l": f"{site.volume_l:f}" if site.volume_l is not None else "",
    }  # fmt: skip
    deed = Deed(
        permission=MANAGE, title=_("Change the site"), button=_("Change the site"),
        form=AlterSiteForm, act=act, back=address(site), done=_("The site is changed."),
        record=site, note=site.code, parents=(*parents(site.room), (site.code, address(site))),
        given={"room": site.room}, initial=initial,
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def site_end(request: HttpRequest, code: str) -> HttpResponse:
    site = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Site:
        return end_site.once(typed["command_id"], site=site, reason=typed["reason"], by=by, at=at)

    deed = Deed(
        permission=MANAGE, title=_("End the site"), button=_("End the site"), form=EndForm, act=act,
        back=address(site), done=_("The site is ended."), record=site, ends=True,
        note=f"{site.code} {site.name}",
        parents=(*parents(site.room), (site.code, address(site))),
    )  # fmt: skip
    return deed_page(request, deed)


def fetch(code: str) -> Site:
    rows = Site.objects.select_related("room", "zone__room")
    return get_object_or_404(rows, code__iexact=code)


def details_of(typed: dict[str, Any]) -> SiteDetails:
    return SiteDetails(
        name=typed["name"], zone=typed["zone"], x=typed["x"], y=typed["y"],
        volume_l=typed["volume_l"],
    )  # fmt: skip


def parents(room: Room) -> tuple[tuple[Any, str], ...]:
    return ((_("Sampling sites"), f"{reverse('sampling-sites')}?room={room.code}"),)
