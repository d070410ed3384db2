"""Defining a channel, changing how it is watched, ending it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cleanrooms.models import Equipment, Neighbour, Room, Zone
from monitoring.commands.channels import (
    ChannelDetails,
    Measured,
    alter_channel,
    define_channel,
    end_channel,
)
from monitoring.commands.fittings import fit_instrument
from monitoring.models import Channel, Parameter
from monitoring.seen import channel_page as address
from monitoring.web.channels.forms import AlterChannelForm, ChannelForm, FitForm
from monitoring.web.channels.page import fetch
from monitoring.web.forms import EndForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs

MANAGE = Permission.MANAGE_MONITORING
DETAILS = ("name", "interval_s", "gap_s", "delay_s", "delay_justification")
PLACES: dict[str, Any] = {"zone": Zone, "neighbour": Neighbour, "equipment": Equipment}


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def channel_new(request: HttpRequest, room: str) -> HttpResponse:
    where = get_object_or_404(Room, code__iexact=room)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Channel:
        return define_channel.once(
            typed["command_id"], measured=measured(where, typed["place"]), code=typed["code"],
            parameter=Parameter(typed["parameter"]), details=details_of(typed), by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("New channel"), button=_("Define it"), form=ChannelForm,
        act=act, back=address, done=_("The channel is defined."), note=where.code,
        parents=parents(where), given={"room": where},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def channel_alter(request: HttpRequest, code: str) -> HttpResponse:
    channel = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Channel:
        return alter_channel.once(
            typed["command_id"], channel=channel, details=details_of(typed),
            reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("Change the channel"), button=_("Change the channel"),
        form=AlterChannelForm, act=act, back=address(channel), done=_("The channel is changed."),
        record=channel, note=channel.code, parents=below(channel),
        initial={name: getattr(channel, name) for name in DETAILS},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def channel_end(request: HttpRequest, code: str) -> HttpResponse:
    channel = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Channel:
        return end_channel.once(
            typed["command_id"], channel=channel, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=MANAGE, title=_("End the channel"), button=_("End the channel"), form=EndForm,
        act=act, back=address(channel), done=_("The channel is ended."), record=channel, ends=True,
        note=f"{channel.code} {channel.name}", parents=below(channel),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def channel_fit(request: HttpRequest, code: str) -> HttpResponse:
    channel = fetch(code)
    fitted = channel.fittings.standing().select_related("instrument").first()

    def act(typed: dict[str, Any], by: User, at: datetime) -> Channel:
        return fit_instrument.once(
            typed["command_id"], channel=channel, instrument=typed["instrument"],
            reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    now = _("%(channel)s is measured with %(instrument)s.")
    words = {"channel": channel, "instrument": fitted.instrument if fitted else ""}
    note = (now if fitted else _("No instrument of %(channel)s is named.")) % words
    deed = Deed(
        permission=MANAGE, title=_("Fit an instrument"), button=_("Fit it"), form=FitForm, act=act,
        back=address(channel), done=_("The instrument is noted."), record=channel, note=note,
        parents=below(channel), given={"channel": channel},
    )  # fmt: skip
    return deed_page(request, deed)


def details_of(typed: dict[str, Any]) -> ChannelDetails:
    return ChannelDetails(**{name: typed[name] for name in DETAILS})


def measured(room: Room, place: str) -> Measured:
    """What `places_in` offered; empty is the room itself."""
    kind, _colon, key = place.partition(":")
    return Measured(room=room, **({kind: PLACES[kind].objects.get(pk=key)} if kind else {}))


def parents(room: Room) -> tuple[tuple[Any, str], ...]:
    return ((_("Channels"), f"{reverse('channels')}?room={room.code}"),)


def below(channel: Channel) -> tuple[tuple[Any, str], ...]:
    return (*parents(channel.room), (channel.code, address(channel)))
