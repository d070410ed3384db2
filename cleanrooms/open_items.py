"""What is open in a room: for the shift that comes, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cleanrooms.models import Cleaning, PlateDemand, Presence, Room, RoomUse, UseState
from integrity.moments import in_zone

MOST = 300


def open_items(room: Room) -> list[str]:
    """Its state, uses that run or are prepared, a cleaning, who is in, plates that are due."""
    since = f", {in_zone(room.since)}" if room.since else ""
    found = [f"{room.present.label}{since}"]
    if room.clean_until:
        found.append(_("Clean until %(at)s") % {"at": in_zone(room.clean_until)})
    uses = RoomUse.objects.filter(room=room, state__in=(UseState.PREPARED, UseState.RUNNING))
    found += [f"{use.label}: {use.present.label}" for use in uses.order_by("prepared_at")]
    unchecked = Cleaning.objects.filter(room=room, checked_at__isnull=True)
    found += [f"{one.get_kind_display()}: {one.word}" for one in unchecked.select_related("room")]
    inside = Presence.objects.inside().filter(room=room).select_related("person")
    found += [
        _("%(who)s is in since %(at)s")
        % {"who": one.person.display_name, "at": in_zone(one.entered_at)}
        for one in inside
    ]
    due = PlateDemand.objects.open().filter(presence__room=room)
    found += [
        _("Personnel plates of %(who)s are due") % {"who": one.presence.person.display_name}
        for one in due.select_related("presence__person")
    ]
    return [line[:MOST] for line in found]
