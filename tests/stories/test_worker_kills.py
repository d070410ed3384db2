"""A small share of the proof `worker-kills`: workers die, the broker is wiped, nothing is lost."""

from __future__ import annotations

from integrity.models import Job
from proof.worker_kills import POINTS, Share, attack

SHARE = Share(kills=12, wipes=3, stalls=2, pdfs=0, lease=2)


def test_it_works(live_db):
    """Every job is done once, whoever died at whichever point, and whoever came back too late."""
    harm = attack(SHARE)
    assert (harm.lost, harm.twice, harm.differences) == (0, 0, 0)
    assert harm.kills >= SHARE.kills
    assert harm.wipes == SHARE.wipes
    assert harm.overtaken == SHARE.stalls
    jobs = SHARE.kills // len(POINTS) * len(POINTS) + SHARE.stalls
    assert Job.objects.count() == jobs
