"""When a room may be used for something: clean, cleared, free of what may not be beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.status import status_blockers
from cleanrooms.models import (
    Cleaning,
    Containment,
    Purpose,
    Room,
    RoomState,
    RoomUse,
    Sharing,
    UseState,
)  # fmt: skip
from integrity.gates import gate
from integrity.moments import in_zone
from integrity.refusals import Blocker, Overrule, Text
from materials.models import Product
from people.models import User

GMP_WORK = {Purpose.PRODUCTION, Purpose.MEDIA_FILL}
BY_TWO = Overrule.SUPERVISOR_AND_SECOND_PERSON


@gate
def use_blockers(use: RoomUse, *, by: User, at: datetime) -> Iterator[Blocker]:
    """A use begins in a clean room of its containment, cleared for it, alone or as assessed."""
    if use.state != UseState.PREPARED:
        yield Blocker(
            "NOT_PREPARED", _("This use is “%(state)s”.") % {"state": use.present.label},
            clears=_("Prepare another one."),
        )  # fmt: skip
        return
    beside = list(RoomUse.objects.running(use.room))
    yield from containment_blockers(use.room, product=use.product)
    for other in beside:
        yield from beside_blockers(use, other=other, at=at)
    if use.purpose == Purpose.MAINTENANCE:
        return
    if use.purpose in GMP_WORK or use.room.is_kept_clean:
        yield from status_blockers(use.room, by=by, at=at)
    yield from clean_blockers(use.room, at=at, is_shared=bool(beside))
    if use.needs_clearance:
        yield from clearance_blockers(use)
    yield from clean_up_blockers(use.room, at=at)


def containment_blockers(room: Room, *, product: Product | None) -> Iterator[Blocker]:
    """Work with a GMO is done where its level of containment is (Part IV 15)."""
    if product is None or Containment(room.containment).is_at_least(product.containment):
        return
    yield Blocker(
        "CONTAINMENT_TOO_LOW",
        _("%(product)s needs %(needed)s; %(room)s has: %(level)s.")
        % {
            "product": product.code, "needed": product.get_containment_display(), "room": room,
            "level": room.get_containment_display(),
        },
        clears=_("Choose a room of that level."), about=room.code,
    )  # fmt: skip


def beside_blockers(use: RoomUse, *, other: RoomUse, at: datetime) -> Iterator[Blocker]:
    """Different vectors never share a room; two lots only as QA approved it (Part IV 9.4)."""
    told = {"room": use.room, "other": other.label}
    first, second = use.product, other.product
    if first and second and vectors_meet(first, second):
        yield Blocker(
            "VECTORS_MEET",
            _("%(room)s is used for %(other)s with the vector %(vector)s.")
            % {**told, "vector": second.vector},
            clears=_("Two vectors are never in one room: end the other use first."),
            about=use.room.code,
        )  # fmt: skip
    elif sharing_of(use, other, at) is None:
        yield Blocker(
            "NOT_SHARED", _("%(room)s is used for %(other)s.") % told,
            clears=_("End that use; or QA approves an assessment of both products in this room."),
            about=use.room.code,
        )  # fmt: skip


def vectors_meet(first: Product, second: Product) -> bool:
    """Both are made with a viral vector, and not with the same one."""
    return bool(first.vector and second.vector and first.vector != second.vector)


def sharing_of(use: RoomUse, other: RoomUse, at: datetime) -> Sharing | None:
    """The assessment that allows both at once; only production is ever shared."""
    kinds = {use.purpose, other.purpose}
    if kinds != {Purpose.PRODUCTION} or use.product is None or other.product is None:
        return None
    return Sharing.objects.allows(use.room, use.product, other.product, at)


def clean_blockers(room: Room, *, at: datetime, is_shared: bool) -> Iterator[Blocker]:
    """It is clean and checked, and its clean hold time has not passed."""
    if is_shared and room.state == RoomState.IN_USE:
        return
    if room.state != RoomState.CLEAN and room.is_kept_clean and not room.present.is_shut:
        yield _of_room(
            room, "ROOM_NOT_CLEAN",
            _("Room %(room)s is “%(state)s”.") % {"room": room, "state": room.present.label},
            _("It is cleaned, and a second person checks it."),
        )  # fmt: skip
    elif room.is_kept_clean and room.clean_until is not None and room.clean_until <= at:
        ended = {"room": room, "at": in_zone(room.clean_until)}
        yield _of_room(
            room, "CLEAN_HOLD_OVER", _("The clean hold time of %(room)s ended at %(at)s.") % ended,
            _("It is cleaned again."),
        )  # fmt: skip


def clearance_blockers(use: RoomUse) -> Iterator[Blocker]:
    """One person cleared the room for it and another checked, after what was there before."""
    clears = _("One person answers each line and signs; another checks and signs.")
    last = RoomUse.objects.last_of(use.room)
    if use.checklist is None:
        yield _of_room(
            use.room, "NO_CHECKLIST",
            _("No checklist is approved for: %(kind)s.") % {"kind": use.get_changeover_display()},
            _("QA approves one; then prepare the use again."),
        )  # fmt: skip
    elif use.checked_at is None:
        yield _of_room(
            use.room, "NOT_CLEARED",
            _("%(room)s is not cleared for %(use)s.") % {"room": use.room, "use": use.label},
            clears,
        )  # fmt: skip
    elif last is not None and (last.pk != use.previous_id or _is_later(last, use)):
        yield _of_room(
            use.room, "CLEARED_BEFORE",
            _("%(room)s was used for %(last)s after it was cleared.")
            % {"room": use.room, "last": last.label},
            _("Prepare the use again, and clear the room."),
        )  # fmt: skip


def _is_later(last: RoomUse, use: RoomUse) -> bool:
    """True when the use before ended after the room was cleared for this one."""
    cleared = use.cleared_at
    return last.ended_at is not None and cleared is not None and cleared < last.ended_at


def clean_up_blockers(room: Room, *, at: datetime) -> Iterator[Blocker]:
    """The qualified clean-up time passes before a room is used again (Annex 1 4.29 iii)."""
    free_at = clean_up_end(room)
    if free_at is not None and free_at > at:
        told = {"room": room, "at": in_zone(free_at), "n": room.clean_up_minutes}
        yield _of_room(
            room, "CLEAN_UP_RUNS",
            _("The clean-up time of %(room)s, %(n)s min, runs until %(at)s.") % told,
            _("Wait until then, with nobody in the room."),
        )  # fmt: skip


def clean_up_end(room: Room) -> datetime | None:
    """When the air is clean again after the last use or cleaning; None where nothing is known."""
    if room.clean_up_minutes is None:
        return None
    uses, cleanings = (
        rows.filter(room=room, ended_at__isnull=False).order_by("-ended_at")
        .values_list("ended_at", flat=True)[:1]
        for rows in (RoomUse.objects, Cleaning.objects)
    )  # fmt: skip
    last = uses.union(cleanings, all=True).order_by("-ended_at").first()
    return last + timedelta(minutes=room.clean_up_minutes) if last else None


def _of_room(room: Room, code: str, message: Text, clears: Text) -> Blocker:
    return Blocker(code, message, clears=clears, overrule=BY_TWO, about=room.code)
