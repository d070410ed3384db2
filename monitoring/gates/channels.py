"""Whether a channel may be as it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.texts import text_blockers
from monitoring.models import Channel, Parameter


@gate
def channel_blockers(channel: Channel) -> Iterator[Blocker]:
    """What stands against the channel: its texts, its place, its times (Annex 1 4.14, 4.16)."""
    yield from text_blockers(Channel, code=channel.code, name=channel.name)
    yield from _place_blockers(channel)
    yield from _time_blockers(channel)


def _place_blockers(channel: Channel) -> Iterator[Blocker]:
    if sum(one is not None for one in (channel.zone, channel.neighbour, channel.equipment)) > 1:
        yield Blocker(
            "TWO_PLACES",
            _("A channel measures at one place: a zone, a border or a device."),
            clears=_("Define a channel for each."),
            field="zone",
        )
    for name in ("zone", "equipment"):
        place = getattr(channel, name)
        if place is not None and place.room_id != channel.room_id:
            yield _elsewhere(name, place, channel)
    border = channel.neighbour
    if border is not None and border.room_id != channel.room_id:
        yield _elsewhere("neighbour", border, channel)
    if (channel.what is Parameter.PRESSURE) != (border is not None):
        yield Blocker(
            "BORDER_MISSING" if border is None else "NO_PRESSURE",
            _("A pressure difference has its border, and nothing else has one."),
            clears=_("Choose the neighbour between which it is measured."),
            field="neighbour",
        )


def _elsewhere(field: str, place: object, channel: Channel) -> Blocker:
    words = {"place": place, "room": channel.room}
    return Blocker(
        "ELSEWHERE", _("%(place)s does not belong to %(room)s.") % words,
        clears=_("Choose one of the room."), field=field,
    )  # fmt: skip


def _time_blockers(channel: Channel) -> Iterator[Blocker]:
    if channel.interval_s < 1:
        yield Blocker(
            "NO_INTERVAL", _("A reading is expected every second at most."),
            clears=_("Accepted: 1 s or more."), field="interval_s",
        )  # fmt: skip
    if channel.gap_s < channel.interval_s:
        yield Blocker(
            "GAP_TOO_SHORT",
            _("Between two readings %(interval)s s pass, so that each pause would be a gap.")
            % {"interval": channel.interval_s},
            clears=_("Accepted: at least the interval."),
            field="gap_s",
        )
    if channel.delay_s and not channel.delay_justification:
        yield Blocker(
            "DELAY_NOT_JUSTIFIED",
            _("An alarm that is delayed needs a justification (Annex 1 4.16)."),
            clears=_("Say why nothing is lost in that time, or take no delay."),
            field="delay_justification",
        )
