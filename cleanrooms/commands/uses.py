"""Using a room for a lot or for something else, from its preparation until its end."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.changeovers import changeover_of
from cleanrooms.exposures.keeping import expose
from cleanrooms.gates.use import sharing_of, use_blockers
from cleanrooms.made import Made, made_named
from cleanrooms.models import (
    Checklist,
    ClearanceLine,
    Purpose,
    Room,
    RoomState,
    RoomUse,
    UseState,
)  # fmt: skip
from cleanrooms.room_states import bring, late_blockers, told_late, work_brings
from integrity.commands import command, say
from integrity.models.record import new_id
from integrity.refusals import Blocker, Refused, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission


@command(permission=Permission.USE_ROOM)
def prepare_use(
    *,
    room: Room,
    purpose: Purpose,
    by: User,
    at: datetime,
    number: str = "",
    note: str = "",
    is_closed: bool = False,
    happened_at: datetime | None = None,
) -> RoomUse:
    """Says what the room is to be used for, and takes the checklist that this changeover asks for.

    Production is for a lot or a batch by its number; anything else for what the note says. What is
    in the room counts as open there unless it `is_closed`.
    """
    made, note = _made(purpose, one_line(number)), one_line(note)
    room, moment = room.lock(), happened_at or at
    refuse_if(late_blockers(room, moment) if moment < at else ())
    use = RoomUse(
        room=room, purpose=purpose, note=note, previous=RoomUse.objects.last_of(room),
        prepared_at=moment, prepared_by=by, is_closed=is_closed,
    )  # fmt: skip
    if made is not None:
        use.number, use.product, use.lot = made.number, made.product, made.lot
    elif purpose != Purpose.PRODUCTION:
        refuse_if(text_blockers(RoomUse, note=note))
    if use.needs_clearance:
        use.changeover = changeover_of(use.previous, use.product)
        use.checklist = Checklist.objects.approved(use.changeover)
    use.save(force_insert=True)
    lines = use.checklist.lines if use.checklist else []
    ClearanceLine.objects.bulk_create(
        ClearanceLine(use=use, position=position, text=text)
        for position, text in enumerate(lines, start=1)
    )
    say("room_use.prepared", about=use, details={**_said(use), **told_late(moment, at)})
    return use


@command(permission=Permission.USE_ROOM)
def begin_use(
    *, use: RoomUse, by: User, at: datetime, happened_at: datetime | None = None
) -> RoomUse:
    """The room is in use from now on; beside another use only as an assessment allows it.

    A room that is shut stays so, whatever is done in it.
    """
    room, use = _locked(use)
    moment = happened_at or at
    refuse_if([*late_blockers(room, moment), *use_blockers(use, by=by, at=moment)])
    beside = RoomUse.objects.running(room).first()
    use.share_group = beside.share_group if beside else new_id()
    use.sharing = sharing_of(use, beside, moment) if beside else None
    use.state, use.begun_at, use.begun_by = UseState.RUNNING, moment, by
    use.store()
    expose(use)
    work_brings(room, RoomState.IN_USE, moment=moment, by=by, note=use.label)
    say("room_use.begun", about=use, details={**_said(use), **told_late(moment, at)})
    return use


@command(permission=Permission.USE_ROOM)
def end_use(
    *, use: RoomUse, by: User, at: datetime, happened_at: datetime | None = None
) -> RoomUse:
    """With the last one the room is to be cleaned, until it is released (Part IV 9.4)."""
    room, use = _locked(use)
    moment = happened_at or at
    refuse_if(late_blockers(room, moment))
    if use.state != UseState.RUNNING:
        raise refuse("NOT_RUNNING", _("This use is “%(state)s”.") % {"state": use.present.label})
    use.state, use.ended_at, use.ended_by = UseState.ENDED, moment, by
    use.store()
    expose(use)
    if room.state == RoomState.IN_USE and not RoomUse.objects.running(room).exists():
        left = _("Left by %(use)s") % {"use": use.label}
        bring(room, RoomState.TO_BE_CLEANED, moment=moment, by=by, note=str(left)[:200])
    say("room_use.ended", about=use, details={**_said(use), **told_late(moment, at)})
    return use


@command(permission=Permission.USE_ROOM)
def cancel_use(
    *, use: RoomUse, reason: str, by: User, at: datetime, happened_at: datetime | None = None
) -> RoomUse:
    """It was prepared and does not begin; what was looked at stays in its record."""
    _room, use = _locked(use)
    use.state = UseState.CANCELLED
    use.store()
    late = told_late(happened_at or at, at)
    say("room_use.cancelled", about=use, reason=reason, details=late)
    return use


def _locked(use: RoomUse) -> tuple[Room, RoomUse]:
    """The room first, so that two uses of it take turns."""
    room, seen = use.room.lock(), use.lock()
    seen.room = room
    return room, seen


def _made(purpose: Purpose, number: str) -> Made | None:
    """What the number names; production has one, and one that is given is known."""
    made = made_named(number) if number else None
    if made is None and (number or purpose == Purpose.PRODUCTION):
        message = (
            _("There is no lot and no batch %(number)s.") % {"number": number}
            if number
            else _("It is not said for which lot or batch.")
        )
        clears = _("Enter or scan the number of a lot, or of a batch.")
        raise Refused([Blocker("NOT_MADE_HERE", message, clears=clears, field="number")])
    return made


def _said(use: RoomUse) -> dict[str, object]:
    told: dict[str, object] = {"room": use.room.code, "purpose": use.purpose, "number": use.number}
    told |= {"closed": True} if use.is_closed else {}
    return {**told, "sharing": use.sharing_id} if use.sharing_id else told
