"""Channels: what is measured all the time, how often, and how long a silence or an alarm may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Neighbour, Room, Zone
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from materials.numbers import next_number
from monitoring.channels.standing import standing
from monitoring.commands.fittings import fit_instrument
from monitoring.gates.channels import channel_blockers
from monitoring.models import Channel, Parameter
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class ChannelDetails:
    """All of a channel that may be altered; times in seconds."""

    name: str
    interval_s: int
    gap_s: int
    delay_s: int = 0
    delay_justification: str = ""

    def put(self, channel: Channel) -> None:
        channel.name = one_line(self.name)
        channel.interval_s, channel.gap_s = self.interval_s, self.gap_s
        channel.delay_s = self.delay_s
        channel.delay_justification = one_line(self.delay_justification)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Where a channel measures: a room, or a zone, border or device of it; never altered."""

    room: Room
    zone: Zone | None = None
    neighbour: Neighbour | None = None
    equipment: Equipment | None = None


@command(permission=Permission.MANAGE_MONITORING)
def define_channel(
    *, measured: Measured, code: str, parameter: Parameter, details: ChannelDetails, by: Actor,
    at: datetime,
) -> Channel:  # fmt: skip
    """One parameter of one place, under a code and a number that no other ever has."""
    channel = Channel(
        number=next_number(Channel), code=one_line(code), parameter=parameter,
        room=measured.room, zone=measured.zone, neighbour=measured.neighbour,
        equipment=measured.equipment,
    )  # fmt: skip
    details.put(channel)
    refuse_if(channel_blockers(channel))
    used = refuse(
        "CODE_USED", _("There is a channel %(code)s already.") % {"code": channel.code},
        clears=_("Give a code of its own."), field="code",
    )  # fmt: skip
    with unique(used):
        channel.save(force_insert=True)
    say("channel.defined", about=channel, details={"parameter": parameter, **_told(channel)})
    return channel


@command(permission=Permission.MANAGE_MONITORING)
def alter_channel(
    *, channel: Channel, details: ChannelDetails, reason: str, by: User, at: datetime
) -> Channel:
    """Renames it, or changes how often it measures and how long a silence or an alarm may be.

    It holds for what is looked at from now on; excursions that were found stay.
    """
    channel = standing(channel)
    details.put(channel)
    refuse_if(channel_blockers(channel))
    channel.store()
    say("channel.altered", about=channel, reason=reason, details=_told(channel))
    return channel


@command(permission=Permission.MANAGE_MONITORING)
def end_channel(*, channel: Channel, reason: str, by: User, at: datetime) -> Channel:
    """Takes no readings any more; those that came stay. What is fitted to it is removed."""
    if channel.fittings.standing().exists():
        channel = fit_instrument(channel=channel, instrument=None, reason=reason, by=by, at=at)
    channel = standing(channel)
    channel.ended_at, channel.ended_by = at, by
    channel.store()
    say("channel.ended", about=channel, reason=reason)
    return channel


def _told(channel: Channel) -> dict[str, object]:
    return {
        "where": channel.where, "interval_s": channel.interval_s, "gap_s": channel.gap_s,
        "delay_s": channel.delay_s, "justification": channel.delay_justification,
    }  # fmt: skip
