"""Addresses at which calendar programs read bookings."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bookings.models import Feed
from cleanrooms.models import Room
from integrity.commands import command, say
from integrity.refusals import refuse
from people.models import User
from people.permissions import Permission


@command(permission=Permission.VIEW_BOOKINGS)
def make_feed(*, room: Room | None, digest: str, by: User, at: datetime) -> Feed:
    """Of the own bookings, or of a room for people of the facility; `digest` is of its secret."""
    if room is not None and not by.is_of_facility:
        raise refuse("NOT_OF_FACILITY", _("A room’s calendar is for people of the facility."))
    feed = Feed(owner=by, room=room, digest=digest, made_at=at)
    feed.save(force_insert=True)
    say("feed.made", about=feed, details={"room": room.code if room else None})
    return feed


@command(permission=Permission.VIEW_BOOKINGS)
def withdraw_feed(*, feed: Feed, by: User, at: datetime) -> Feed:
    """Its address shows nothing any more; its owner does it, or who keeps bookings."""
    feed = feed.lock()
    if feed.owner_id != by.pk and not by.may(Permission.MANAGE_BOOKINGS, feed, at):
        raise refuse("NOT_YOURS", _("This feed is somebody else’s."))
    if feed.withdrawn_at is not None:
        raise refuse("WITHDRAWN_ALREADY", _("This feed is withdrawn."))
    feed.withdrawn_at, feed.withdrawn_by = at, by
    feed.store()
    say("feed.withdrawn", about=feed)
    return feed
