"""Which alert and action levels hold for a channel."""

from __future__ import annotations

from datetime import datetime

from measures.limits import Limits
from monitoring.levels import LevelBook, Levels, scopes_of
from monitoring.models import Channel, Occupancy, Parameter


def levels_of(channel: Channel, occupancy: Occupancy, at: datetime, book: LevelBook) -> Levels:
    """What the facility set; for a pressure difference at least that of its border (4.14)."""
    held = book.asked(scopes_of(channel), channel.what, occupancy, at)
    if channel.what is Parameter.PRESSURE and not held.action and channel.neighbour:
        least = channel.neighbour.least_pa
        if least is not None:
            bound = Limits(lower=least) if least >= 0 else Limits(upper=least)
            return Levels(held.parameter, held.alert, bound, clause="4.14", alert_by=held.alert_by)
    return held
