"""Records of higher apps that show a sample's results, told in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qc.models import Sample

Follower = Callable[[Sample, datetime], None]
FOLLOWERS: list[Follower] = []


def follow_results(follower: Follower) -> Follower:
    """Registers a follower; it is called by the commands that change a sample's results."""
    if follower not in FOLLOWERS:
        FOLLOWERS.append(follower)
    return follower


def results_changed(sample: Sample, *, at: datetime) -> None:
    for follower in FOLLOWERS:
        follower(sample, at)
