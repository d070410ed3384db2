"""Cleaning a room, and the second person's look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.cleaning import cleaning_blockers, end_blockers
from cleanrooms.models import Cleaning, CleaningKind, Disinfectant, Room, RoomState
from cleanrooms.room_states import bring, hold_end, late_blockers, told_late, work_brings
from cleanrooms.rotations import is_due
from documents.models import DocumentVersion
from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.separation import separation_blockers
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from materials.commands.stock import use_material
from materials.models import Container
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class With:
    """By which procedure, with which agent, so much out of which container."""

    kind: CleaningKind
    procedure: DocumentVersion
    agent: Disinfectant
    container: Container
    quantity: Decimal
    reason: str = ""


@command(permission=Permission.USE_ROOM)
def begin_cleaning(
    *, room: Room, done_with: With, by: User, at: datetime, happened_at: datetime | None = None
) -> Cleaning:
    """The room is being cleaned from now on; the agent is taken from its container.

    Another agent than the one whose turn it is, is said why.
    """
    room, moment = room.lock(), happened_at or at
    agent = done_with.agent
    cleaning = Cleaning(
        room=room, kind=done_with.kind, procedure=done_with.procedure, agent=agent,
        container=done_with.container, quantity=done_with.quantity,
        contact_minutes=agent.contact_minutes, is_in_turn=is_due(room, agent),
        choice_reason=one_line(done_with.reason), begun_at=moment, begun_by=by,
    )  # fmt: skip
    refuse_if([*late_blockers(room, moment), *cleaning_blockers(cleaning)])
    purpose = f"Cleaning {room.code}"
    use_material(
        container=cleaning.container, quantity=cleaning.quantity, purpose=purpose, by=by, at=at
    )
    cleaning.save(force_insert=True)
    work_brings(room, RoomState.CLEANING, moment=moment, by=by, note=agent.name)
    told = {"room": room.code, "kind": cleaning.kind, "agent": agent.code}
    reason, late = cleaning.choice_reason, told_late(moment, at)
    say("cleaning.begun", about=cleaning, reason=reason, details={**told, **late})
    return cleaning


@command(permission=Permission.USE_ROOM)
def apply_agent(
    *, cleaning: Cleaning, by: User, at: datetime, happened_at: datetime | None = None
) -> Cleaning:
    """All surfaces are wet: the contact time runs from now on."""
    moment = happened_at or at
    cleaning = cleaning.lock()
    if cleaning.applied_at is not None or moment < cleaning.begun_at:
        raise refuse("APPLIED_ALREADY", _("The contact time of %(one)s runs.") % {"one": cleaning})
    cleaning.applied_at, cleaning.applied_by = moment, by
    cleaning.store()
    say("cleaning.applied", about=cleaning, details=told_late(moment, at))
    return cleaning


@command(permission=Permission.USE_ROOM)
def end_cleaning(
    *, cleaning: Cleaning, by: User, at: datetime, happened_at: datetime | None = None
) -> Cleaning:
    """After the contact time the room is in clean hold, until somebody else has checked it."""
    room, moment = cleaning.room.lock(), happened_at or at
    cleaning = cleaning.lock()
    refuse_if([*late_blockers(room, moment), *end_blockers(cleaning, at=moment)])
    cleaning.ended_at, cleaning.ended_by = moment, by
    cleaning.store()
    if room.state == RoomState.CLEANING:
        bring(room, RoomState.CLEAN_HOLD, moment=moment, by=by)
    say("cleaning.ended", about=cleaning, details={"room": room.code, **told_late(moment, at)})
    return cleaning


@command(permission=Permission.CHECK_ROOM, signed_as=Meaning.VERIFIED)
def check_cleaning(
    *, cleaning: Cleaning, by: User, at: datetime, attested: Attestation[User]
) -> Cleaning:
    """A second person signs; the room is released for use, within its clean hold time."""
    room = cleaning.room.lock()
    cleaning = cleaning.lock()
    if cleaning.ended_at is None or cleaning.checked_at is not None:
        raise refuse(
            "NOTHING_TO_CHECK", _("There is nothing to check of %(one)s.") % {"one": cleaning}
        )
    refuse_if(separation_blockers(cleaning, by=by, meaning=Meaning.VERIFIED))
    sign(cleaning, attested)
    cleaning.checked_at, cleaning.checked_by = at, by
    cleaning.store()
    is_latest = not room.cleanings.filter(begun_at__gt=cleaning.begun_at).exists()
    if room.state == RoomState.CLEAN_HOLD and is_latest:
        room.clean_until = hold_end(room, cleaning.ended_at)
        bring(room, RoomState.CLEAN, moment=at, by=by)
    say("cleaning.checked", about=cleaning, details={"room": room.code})
    return cleaning
