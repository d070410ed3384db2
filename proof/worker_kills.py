"""Workers killed at named points and the broker wiped: no job lost, none done twice."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import Sum
from django.utils import timezone

from batches.commands.renditions import request_record_pdf
from batches.models import BatchRendition, MasterBatchRecord
from batches.services import RENDERING
from bench.figures import Figure, at_least, at_most
from integrity.audit.check import differences
from integrity.jobs import ask
from integrity.models import Job, JobState
from people.models import Organisation, User
from proof.sponsor_jobs import KIND
from tests import cast
from tests.databases import current
from tests.workers import broker, environment, new_queue, worker

POINTS = ("after-claim", "mid-render", "before-commit", "after-commit")
INCLUDE = ("--include", "proof.sponsor_jobs", "--beat")
PROCESSES = 4
PATIENCE_SECONDS = 300


@dataclass(frozen=True)
class Share:
    """How much is attacked. Of the jobs, `pdfs` render batch records; the others are quick.

    `lease` in seconds is longer than a busy machine takes for a part of a PDF, and a stall is
    longer than the lease.
    """

    kills: int = 200
    wipes: int = 20
    stalls: int = 8
    pdfs: int = 20
    lease: int = 10

    @property
    def stall(self) -> int:
        return 2 * self.lease + 1


@dataclass
class Harm:
    """What was done to the workers, and what it did to the jobs."""

    kills: int = 0
    wipes: int = 0
    overtaken: int = 0
    lost: int = 0
    twice: int = 0
    differences: int = 0


def figures() -> Iterator[Figure]:
    """A worker a point, whose processes die there at every job; then one that finishes all."""
    share = Share()
    harm = attack(share)
    yield at_least("worker-kills", harm.kills, "kills", str(share.kills))
    yield at_least("worker-kills-wipes", harm.wipes, "wipes", str(share.wipes))
    yield at_least("worker-kills-overtaken", harm.overtaken, "jobs", str(share.stalls))
    yield at_most("worker-kills-lost", harm.lost, "jobs", "0")
    yield at_most("worker-kills-twice", harm.twice, "jobs", "0")
    yield at_most("worker-kills-differences", harm.differences, "rows", "0")


def attack(share: Share, patience: float = PATIENCE_SECONDS) -> Harm:
    """Kills and wipes until the share is reached, lets a healthy worker finish, and counts."""
    harm, queue = Harm(), new_queue()
    for turn, point in enumerate(POINTS, start=1):
        ask_for_jobs(point, share)
        kill_at(point, queue, harm, share, turn * share.kills // len(POINTS), patience)
    stalled = [
        ask(KIND, key=f"stalled {n}", payload={"stall": share.stall}).pk
        for n in range(share.stalls)
    ]
    # A process for each job that stalls, and others to overtake them meanwhile.
    with worker(variables(queue, share), *INCLUDE, *processes(share.stalls + PROCESSES)):
        wait_until(lambda: not unfinished(), patience)
        time.sleep(share.stall + 2)  # whoever was overtaken comes back and finds itself fenced
    harm.overtaken = Job.objects.filter(pk__in=stalled, attempt__gt=1).count()
    harm.lost = unfinished() + sum(not done for done in products().values())
    harm.twice = sum(max(0, done - 1) for done in products().values())
    harm.differences = len(list(differences()))
    return harm


def ask_for_jobs(point: str, share: Share) -> None:
    """The same number at every point; quick ones, and batch records of their own."""
    for n in range(share.kills // len(POINTS) - share.pdfs // len(POINTS)):
        ask(KIND, key=f"{point} {n}", payload={})
    for n in range(share.pdfs // len(POINTS)):
        people, master = facility()
        batch = cast.make_batch(people, master, f"PROOF-{point}-{n}")
        request_record_pdf(batch=batch, by=RENDERING, at=timezone.now())


@cache
def facility() -> tuple[dict[str, User], MasterBatchRecord]:
    people = cast.make_people(cast.make_facility())
    return people, cast.make_small_master(people)


def kill_at(point: str, queue: str, harm: Harm, share: Share, enough: int, patience: float) -> None:
    """Every process of this worker kills itself at the point; at the end all of it is killed."""
    before = harm.kills - attempts()

    def reached() -> bool:
        harm.kills = before + attempts()
        if harm.wipes * share.kills < harm.kills * share.wipes and harm.wipes < share.wipes:
            wipe()
            harm.wipes += 1
        return harm.kills >= enough

    with worker(variables(queue, share, CGTLIMS_FAILPOINT=point), *INCLUDE, *processes(PROCESSES)):
        wait_until(reached, patience)


def wipe() -> None:
    with broker() as client:
        client.flushall()


def attempts() -> int:
    """Each attempt so far died at a point: no other end is possible for a worker of these."""
    return Job.objects.aggregate(sum=Sum("attempt"))["sum"] or 0


def unfinished() -> int:
    return Job.objects.exclude(state=JobState.DONE).count()


def products() -> Counter[str]:
    """How often each job was done, by what it left: a sponsor, or a filed batch record."""
    found: Counter[str] = Counter()
    for kind, key in Job.objects.values_list("kind", "key"):
        if kind == KIND:
            found[key] = Organisation.objects.filter(name=key).count()
        else:
            batch, version = key.split(":")
            left = BatchRendition.objects.filter(batch=uuid.UUID(batch), batch_version=version)
            found[key] = left.count()
    return found


def processes(count: int) -> tuple[str, str]:
    return "--concurrency", str(count)


def wait_until(reached: Callable[[], bool], patience: float) -> None:
    until = time.monotonic() + patience
    while not reached():
        if time.monotonic() > until:
            return
        time.sleep(0.1)


def variables(queue: str, share: Share, **more: str) -> dict[str, str]:
    """Attempts enough for a job that is unlucky at every point."""
    given = {"CGTLIMS_JOB_ATTEMPTS": "1000", "CGTLIMS_JOB_LEASE_SECONDS": str(share.lease)}
    return environment(current(), queue, **given, **more)
