"""What follows when somebody leaves grade A or B: apps above take the demand for plates over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cleanrooms.models import PlateDemand
from people.models import User

Follower = Callable[..., None]
FOLLOWERS: list[Follower] = []


def contribute_exit(follower: Follower) -> Follower:
    """Called as follower(demand, by=..., at=...) in the transaction of the exit.

    It makes the personnel plates, and calls `meet_plate_demand` when they are taken.
    """
    if follower not in FOLLOWERS:
        FOLLOWERS.append(follower)
    return follower


def follow_exit(demand: PlateDemand, *, by: User, at: datetime) -> None:
    for follower in FOLLOWERS:
        follower(demand, by=by, at=at)
