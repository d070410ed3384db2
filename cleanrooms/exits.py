"""What follows when somebody leaves grade A or B: apps above take the demand for plates over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cleanrooms.models import PlateDemand
from people.models import User

Follower = Callable[..., object]
Leads = Callable[[PlateDemand], str]
FOLLOWERS: list[tuple[Follower, Leads]] = []


def contribute_exit(follower: Follower, *, page: Leads) -> None:
    """Called as follower(demand=..., by=..., at=...) in the transaction of the exit.

    It makes the personnel plates due, and calls `meet_plate_demand` when they are taken; `page` is
    where they are taken, empty while none is due.
    """
    if (follower, page) not in FOLLOWERS:
        FOLLOWERS.append((follower, page))


def follow_exit(demand: PlateDemand, *, by: User, at: datetime) -> None:
    for follower, _page in FOLLOWERS:
        follower(demand=demand, by=by, at=at)


def plates_page(demand: PlateDemand) -> str:
    """Where the plates of this exit are taken; empty when they are due nowhere."""
    return next(filter(None, (page(demand) for _follower, page in FOLLOWERS)), "")
