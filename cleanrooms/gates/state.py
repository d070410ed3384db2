"""When a room's state may be set by hand."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Cleaning, Room, RoomState, RoomUse
from integrity.gates import gate
from integrity.refusals import Blocker

BY_HAND = (
    RoomState.CLEAN, RoomState.TO_BE_CLEANED, RoomState.OUT_OF_SERVICE,
    RoomState.UNDER_QUALIFICATION,
)  # fmt: skip


@gate
def by_hand_blockers(room: Room, *, state: RoomState) -> Iterator[Blocker]:
    """What follows from work is not set by hand; while work runs a room is only shut."""
    if state not in BY_HAND:
        yield Blocker(
            "FOLLOWS_FROM_WORK",
            _("“%(state)s” is not set by hand.") % {"state": RoomState(state).label},
            clears=_("It follows from a use, a cleaning or the clean hold time."), field="state",
        )  # fmt: skip
    elif not RoomState(state).is_shut:
        running = [*RoomUse.objects.running(room), *Cleaning.objects.running(room)]
        for one in running:
            yield Blocker(
                "WORK_RUNS", _("%(work)s has not ended.") % {"work": one},
                clears=_("End it first; or take the room out of service."),
            )  # fmt: skip
