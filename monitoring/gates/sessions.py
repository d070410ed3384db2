"""Whether what was made in grade A was counted around."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.moments import in_zone
from integrity.refusals import Blocker
from materials.models import Lot
from monitoring.sessions import Missing, answered, sessions_of, sessions_of_lot


def counts_blockers(lot: Lot, *, at: datetime) -> Iterator[Blocker]:
    """A session in grade A without continuous particle counts is incomplete: what was made in it
    waits until a deviation about the session is closed (Annex 1 9.16).
    """
    uses = list(sessions_of_lot(lot))
    closed = answered(uses)
    for session in sessions_of(uses, at):
        use, missing = session.use, session.missing
        if missing and use.pk not in closed:
            words = {"room": use.room, "use": use.label, "what": told(missing[0])}
            yield Blocker(
                "COUNTS_INCOMPLETE",
                _("The session of %(use)s in %(room)s is incomplete: %(what)s.") % words,
                clears=_("A deviation about this use of the room is raised and closed."),
                about=f"{use.room} {use.label}",
            )


def told(missing: Missing) -> str:
    """Where, what, and from when until when first."""
    begun, ended = missing.spans[0]
    words = {
        "where": missing.where, "what": missing.parameter.label, "since": in_zone(begun),
        "until": in_zone(ended),
    }  # fmt: skip
    return _("no counts of %(what)s at %(where)s from %(since)s to %(until)s") % words
