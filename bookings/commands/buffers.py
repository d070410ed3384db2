"""Minutes around each booking of a room or a device."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bookings.models import Buffer
from bookings.resources import Minutes, name_of
from cleanrooms.models import Equipment, Room
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission

MOST_MINUTES = 1_440


@command(permission=Permission.MANAGE_BOOKINGS)
def set_buffer(
    *, resource: Room | Equipment, minutes: Minutes, reason: str, by: User, at: datetime
) -> Buffer:
    """From now on for what is asked for; what is booked keeps what it was booked with."""
    refuse_if(
        Blocker(
            "OUT_OF_RANGE", _("%(value)s minutes cannot be.") % {"value": value},
            clears=_("Accepted: 0 to %(most)s.") % {"most": MOST_MINUTES}, field=name,
        )
        for name, value in (
            ("setup_minutes", minutes.setup), ("changeover_minutes", minutes.changeover),
        )
        if not 0 <= value <= MOST_MINUTES
    )  # fmt: skip
    refuse_if(text_blockers(Buffer, reason=one_line(reason)))
    buffer = Buffer(
        setup_minutes=minutes.setup, changeover_minutes=minutes.changeover,
        reason=one_line(reason), set_at=at, set_by=by, **{name_of(resource): resource},
    )  # fmt: skip
    buffer.save(force_insert=True)
    say("buffer.set", about=buffer, reason=reason, details={"of": resource.code})
    return buffer
