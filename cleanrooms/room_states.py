"""How a room comes into a state: what is done in it brings it there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Room, RoomState, StateChange
from integrity.actors import Actor
from integrity.moments import in_zone
from integrity.refusals import Blocker
from people.models import User


def bring(room: Room, state: RoomState, *, moment: datetime, by: Actor, note: str = "") -> None:
    """Into the state from this moment on; a room that became clean is so for its hold time."""
    before = room.state
    if state in {RoomState.CLEAN, RoomState.CLEAN_HOLD}:
        if room.clean_until is None:
            room.clean_until = hold_end(room, moment)
    elif state != RoomState.EXPIRED:
        room.clean_until = None
    person = by if isinstance(by, User) else None
    room.state, room.state_note = state, note
    room.state_at, room.state_by = (moment if person else None), person
    room.store()
    note_change(room, before, at=moment, by=by)


def work_brings(
    room: Room, state: RoomState, *, moment: datetime, by: Actor, note: str = ""
) -> None:
    """As `bring`, unless the room is shut: work in it never takes it back into service."""
    if not room.present.is_shut:
        bring(room, state, moment=moment, by=by, note=note)


def note_change(room: Room, before: str, *, at: datetime, by: Actor) -> None:
    """The change as a row of its own, so that what it was at any moment is one query."""
    StateChange.objects.create(
        room=room, before=before, after=room.state, at=at, by_name=by.display_name,
        note=room.state_note,
    )  # fmt: skip


def hold_end(room: Room, cleaned_at: datetime) -> datetime | None:
    """Until when it stays clean unused; None where no time is qualified."""
    if room.clean_hold_hours is None:
        return None
    return cleaned_at + timedelta(hours=room.clean_hold_hours)


def late_blockers(room: Room, moment: datetime) -> Iterator[Blocker]:
    """An entry that comes late is not before the state that the room has now."""
    if room.since is not None and moment < room.since:
        words = {"room": room, "state": room.present.label, "at": in_zone(room.since)}
        yield Blocker(
            "CHANGED_SINCE",
            _("Room %(room)s became “%(state)s” at %(at)s, after this was done.") % words,
            clears=_("Look at the room, and enter what is so now."),
        )


def told_late(moment: datetime, at: datetime) -> dict[str, str]:
    """What the event says besides when the entry came late."""
    return {"happened_at": moment.isoformat()} if moment < at else {}
