"""Tablets over HTTP whose answers get lost while the database is killed: no entry lost or twice."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections

from bench.figures import Figure, at_least, at_most
from cgtlims import processes
from integrity.audit.check import differences
from integrity.models import AuditEvent
from proof.killable import Killable, killable
from proof.tablet import Entry, Tablet
from proof.tablet_scene import Post, posts
from proof.tablet_work import Shift
from tests.browser.session import signed_in
from tests.browser.site import await_answer

SEED = 20261122


@dataclass(frozen=True)
class Share:
    """How much is attacked: `loss` of the answers never reach their tablet."""

    tablets: int = 50
    entries: int = 10_000
    loss: float = 0.25
    kills: int = 5


@dataclass
class Harm:
    """What was done to tablets and database, and what it did to the entries."""

    entries: int = 0
    seconds: float = 0
    kills: int = 0
    sendings: int = 0
    answers_lost: int = 0
    refused: int = 0
    lost: int = 0
    twice: int = 0
    disordered: int = 0
    differences: int = 0


def figures() -> Iterator[Figure]:
    """All entries of a day at once, through the web server as it runs in production."""
    share = Share()
    harm = attack(share)
    yield at_least("tablet-sync", harm.entries, "entries", str(share.entries))
    yield at_least("tablet-sync-pace", harm.entries / harm.seconds, "entries/s", "10")
    yield at_least("tablet-sync-kills", harm.kills, "kills", str(share.kills))
    part = harm.answers_lost / harm.sendings
    yield at_least("tablet-sync-answers-lost", part, "of all", "0.2")
    yield at_least("tablet-sync-sent-again", harm.sendings - harm.entries, "times", "2000")
    yield at_least("tablet-sync-refused", harm.refused, "entries", "100")
    yield at_most("tablet-sync-lost", harm.lost, "entries", "0")
    yield at_most("tablet-sync-twice", harm.twice, "entries", "0")
    yield at_most("tablet-sync-disordered", harm.disordered, "entries", "0")
    yield at_most("tablet-sync-differences", harm.differences, "rows", "0")


def attack(share: Share, log: Path | None = None) -> Harm:
    """Every tablet works its shift while the database is killed again and again."""
    with killable() as database, quick_passwords():
        port = processes.free_port()
        places = posts(share.tablets)
        before = AuditEvent.objects.latest("seq").seq
        url = f"http://127.0.0.1:{port}"
        tablets = [tablet(url, one, n, share) for n, one in enumerate(places)]
        connections.close_all()
        command = processes.web(port, processes=2)
        with processes.running(command, database.variables, log, patience=0):
            await_answer(url)
            harm = work_and_kill(tablets, places, database, share)
        count(harm, tablets, places, before)
        connections.close_all()
    return harm


@contextmanager
def quick_passwords() -> Iterator[None]:
    """Nobody signs in here by a password: they are hashed without the cost that makes them safe."""
    with (
        patch.object(Argon2PasswordHasher, "memory_cost", 8),
        patch.object(Argon2PasswordHasher, "time_cost", 1),
        patch.object(Argon2PasswordHasher, "parallelism", 1),
    ):
        yield


def tablet(url: str, post: Post, number: int, share: Share) -> Tablet:
    cookie = signed_in(post.name, url)
    chance = random.Random(SEED + number)
    return Tablet(url, {cookie["name"]: cookie["value"]}, chance, share.loss)


def work_and_kill(
    tablets: Sequence[Tablet], places: Sequence[Post], database: Killable, share: Share
) -> Harm:
    """The kills come after equal parts of the entries are done."""
    harm, began = Harm(), time.monotonic()
    most = share.entries // share.tablets
    with ThreadPoolExecutor(len(tablets)) as hands:
        shifts = [
            hands.submit(Shift(one, post, most).work)
            for one, post in zip(tablets, places, strict=True)
        ]
        while not all(shift.done() for shift in shifts):
            part = (harm.kills + 1) * share.entries // (share.kills + 1)
            if harm.kills < share.kills and answered(tablets) >= part:
                database.kill()
                harm.kills += 1
            time.sleep(0.1)
            stop_at_a_fault(shifts)
    harm.seconds = time.monotonic() - began
    return harm


def answered(tablets: Sequence[Tablet]) -> int:
    return sum(entry.state != "waiting" for one in tablets for entry in list(one.entries))


def stop_at_a_fault(shifts: Sequence[Future[None]]) -> None:
    """A tablet that broke would wait for ever otherwise."""
    for shift in shifts:
        if shift.done():
            shift.result()


def count(harm: Harm, tablets: Sequence[Tablet], places: Sequence[Post], before: int) -> None:
    """What the database has of each entry, and what it has beside them."""
    entries = [entry for one in tablets for entry in one.entries]
    harm.entries = len(entries)
    harm.sendings = sum(entry.sendings for entry in entries)
    harm.answers_lost = sum(one.lost for one in tablets)
    harm.refused = sum(entry.state == "set aside" for entry in entries)
    people = [post.person.pk for post in places]
    events = AuditEvent.objects.filter(seq__gt=before, actor_id__in=people)
    told = {str(event.command_id): event for event in events.prefetch_related("changes")}
    asides = [event for event in told.values() if event.verb == "entry.set_aside"]
    kept = {stated(event.details["said"]) for event in asides}
    harm.lost = sum(is_lost(entry, told, kept) for entry in entries)
    done = {entry.id for entry in entries if entry.state == "done"}
    units = {event.unit_id for event in told.values() if event.verb != "entry.set_aside"}
    harm.twice = len(units - done) + max(0, len(asides) - harm.refused)
    harm.disordered = sum(disorder(one, told) for one in tablets)
    harm.differences = len(list(differences()))


def is_lost(entry: Entry, told: dict[str, AuditEvent], kept: set[str]) -> bool:
    """Done: the trail has it with its words. Refused: the trail has all it said, and why."""
    if entry.state == "set aside":
        return stated(entry.fields) not in kept or not entry.why
    event = told.get(entry.id)
    if entry.state != "done" or event is None:
        return True
    return entry.words not in event.body + "".join(one.diff for one in event.changes.all())


def stated(said: dict[str, str]) -> str:
    return json.dumps(said, sort_keys=True)


def disorder(one: Tablet, told: dict[str, AuditEvent]) -> int:
    """How many entries stand in the trail before an older one of their tablet."""
    order = [told[entry.id].seq for entry in one.entries if entry.id in told]
    return sum(later < earlier for earlier, later in pairwise(order))
