"""Whenever the worker is killed, whoever is to be told is told: in the inbox once.

A letter is sent at least once. Where the worker dies after the mail server took it and before that
was noted, it goes again, as the same message: its id is the same, so that a mailbox knows the
second copy. It never happens that the inbox says “by e-mail” of a letter that did not go.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from integrity.models import AuditEvent, Job, JobState, OutboxMessage
from people.commands.lockout import lock_account
from people.models import Lockout, Notification, User
from people.notifications.defaults import lay_rules
from people.notifications.letters import KIND
from people.services import LOCKOUT
from tests.cast import NOW
from tests.deeds import changed
from tests.mail_server import MailServer, mail_server
from tests.together import until
from tests.workers import environment, new_queue, worker

A_LONG_TIME = "600"


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def locked(live_db, people) -> User:
    """An account was locked, and nobody was told yet; the administrator has an address."""
    lay_rules(NOW)
    changed(people["shaas"], email="silke@site.example")
    return lock(people["jvermaat"])


def lock(user: User) -> User:
    now = timezone.now()
    Lockout.objects.get_or_create(user=user)
    return lock_account(user=user, until=now + timedelta(minutes=15), by=LOCKOUT, at=now)


def die_at(point: str, database: str, post: MailServer) -> None:
    """A worker sweeps, comes to the point and is no more; nobody waits for its lease."""
    given = environment(
        database, new_queue(), CGTLIMS_FAILPOINT=point, CGTLIMS_EMAIL_URL=post.url,
        CGTLIMS_JOB_LEASE_SECONDS=A_LONG_TIME,
    )  # fmt: skip
    with worker(given, "--pool", "solo") as dying:
        until(lambda: dying.process.poll() is not None, f"the end at {point}")
        assert dying.process.returncode == -signal.SIGKILL, dying.said
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=Now() - timedelta(seconds=1))


def inbox() -> list[tuple[str, str]]:
    """Who was told of whose account, however often."""
    found = Notification.objects.order_by("told_at", "pk").select_related("user", "matter")
    return [(one.user.username, one.matter.code) for one in found]


def ids(post: MailServer) -> list[str]:
    return [str(letter["Message-ID"]) for letter in post.letters]


def told_once(user: User) -> tuple[str, str]:
    return ("shaas", user.username)


def test_it_works(live_db, locked, people, post):
    die_at("in-delivery", live_db, post)
    assert (inbox(), OutboxMessage.objects.filter(delivered_at=None).count()) == ([], 1)
    die_at("after-delivery", live_db, post)
    assert (inbox(), Job.objects.filter(kind=KIND).count()) == ([told_once(locked)], 1)
    die_at("after-claim", live_db, post)
    assert ids(post) == []
    die_at("before-commit", live_db, post)
    assert len(ids(post)) == 1
    assert Notification.objects.get().mailed_at is None
    die_at("after-commit", live_db, post)
    assert len(ids(post)) == 2
    assert Notification.objects.get().mailed_at is not None

    healthy = environment(live_db, new_queue(), CGTLIMS_EMAIL_URL=post.url)
    with worker(healthy, "--beat") as alive:
        lock(people["aowusu"])
        until(
            lambda: not Job.objects.exclude(state=JobState.DONE).exists() and len(inbox()) == 2,
            f"the second letter: {alive.said}",
        )
    assert inbox() == [told_once(locked), told_once(people["aowusu"])]
    first, again, other = ids(post)
    assert first == again != other
    assert [letter["To"] for letter in post.letters] == ["silke@site.example"] * 3
    assert AuditEvent.objects.filter(verb="notification.mailed").count() == 2
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()
