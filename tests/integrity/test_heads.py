"""Heads are signed over what was read again, and kept outside the database."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from cgtlims.roles import with_database
from integrity.audit.heads import BrokenChain, sign_head, signer
from integrity.audit.notes import Signer
from integrity.models import AuditEvent, HeadCause, SignedHead
from integrity.tasks import sign_audit_head
from integrity.verify import is_signed, read_heads, read_keys
from tests.integrity.deeds import rename

KEYS = read_keys(signer().public_line.encode())


@pytest.fixture(autouse=True)
def heads(settings, tmp_path) -> Path:
    settings.AUDIT_HEADS_DIR = tmp_path / "heads"
    return tmp_path / "heads"


@pytest.fixture
def event(live_db, northlight, clerk, now):
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    return AuditEvent.objects.latest("seq")


def tamper(database: str, change: str) -> None:
    """What only a superuser can do."""
    url = with_database(os.environ["CGTLIMS_TEST_ADMIN_URL"], database)
    with psycopg.connect(url, autocommit=True) as superuser:
        superuser.execute("ALTER TABLE integrity_auditevent DISABLE TRIGGER ALL")
        superuser.execute(change)


def sign(now, minutes: int = 0) -> SignedHead | None:
    return sign_head(cause=HeadCause.SCHEDULE, at=now + timedelta(minutes=minutes))


def test_it_works(event, now, heads):
    head = sign(now)
    assert head is not None
    assert (head.seq, head.last_hash) == (event.seq, bytes(event.hash))
    (read,) = read_heads(head.note.encode())
    assert is_signed(read, KEYS)
    assert (read.seq, read.hash) == (event.seq, bytes(event.hash))
    assert "2026-11-02T08:00:00.000000Z" in head.note


def test_it_is_kept_outside(event, northlight, clerk, now, heads):
    first = sign(now)
    rename(organisation=northlight, name="Boreal", by=clerk, at=now)
    second = sign(now, 5)
    kept = read_heads((heads / "heads-2026.txt").read_bytes())
    assert [head.seq for head in kept] == [first.seq, second.seq] == [event.seq, event.seq + 1]
    assert all(is_signed(head, KEYS) for head in kept)


def test_nothing_new_is_not_signed_again(event, now):
    assert sign(now)
    assert sign(now, 5) is None
    assert SignedHead.objects.count() == 1


def test_the_task_signs_on_schedule(event):
    sign_audit_head()
    assert SignedHead.objects.get().cause == HeadCause.SCHEDULE
    assert settings.CELERY_BEAT_SCHEDULE["sign the trail's head"]["schedule"] == 300


@pytest.mark.urs("P11-10a")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE integrity_auditevent SET body = replace(body, 'merger', 'merged')",
        "DELETE FROM integrity_auditevent WHERE seq = 1",
        "UPDATE integrity_auditevent SET hash = sha256('')",
    ],
    ids=["body", "first deleted", "hash"],
)
def test_no_head_is_signed_over_a_broken_chain(event, live_db, now, heads, change):
    tamper(live_db, change)
    with pytest.raises(BrokenChain, match=r"Event \d+ is not"):
        sign(now)
    assert not SignedHead.objects.exists()
    assert not heads.exists()


def test_what_was_signed_before_must_still_be_there(event, live_db, northlight, clerk, now):
    assert sign(now)
    rename(organisation=northlight, name="Boreal", by=clerk, at=now)
    tamper(live_db, f"UPDATE integrity_auditevent SET hash = sha256('') WHERE seq = {event.seq}")
    with pytest.raises(BrokenChain, match="not the one that was signed"):
        sign(now, 5)


@pytest.mark.parametrize(("name", "size"), [("two words", 32), ("a+b", 32), ("", 32), ("a", 31)])
def test_a_key_without_a_proper_name_or_length_is_refused(name, size):
    with pytest.raises(ValueError, match="signing key has"):
        Signer(name, bytes(size))
