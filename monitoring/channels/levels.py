"""Which alert and action levels hold for a channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from cleanrooms.models import Grade
from measures.limits import Limits
from monitoring.levels import LevelBook, Levels, scopes_of
from monitoring.models import Channel, Occupancy, Parameter

UNIDIRECTIONAL = Limits(Decimal("0.36"), Decimal("0.54"))  # m/s, at the working position


def levels_of(channel: Channel, occupancy: Occupancy, at: datetime, book: LevelBook) -> Levels:
    """What the facility set. Where it set none: for a pressure difference at least that of its
    border (Annex 1 4.14), for air velocity in grade A the guidance as alert level (4.30).
    """
    held = book.asked(scopes_of(channel), channel.what, occupancy, at)
    if channel.what is Parameter.PRESSURE and not held.action and channel.neighbour:
        least = channel.neighbour.least_pa
        if least is not None:
            bound = Limits(lower=least) if least >= 0 else Limits(upper=least)
            return replace(held, action=bound, clause="Annex 1 (2022) 4.14")
    if channel.what is Parameter.VELOCITY and is_grade_a(channel) and not held.alert:
        clause = "" if held.action else "Annex 1 (2022) 4.30"
        return replace(held, alert=UNIDIRECTIONAL, clause=held.clause or clause)
    return held


def is_grade_a(channel: Channel) -> bool:
    return (channel.zone or channel.room).grade == Grade.A
