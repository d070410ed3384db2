"""Five failed attempts within fifteen minutes lock an account, however they come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings

from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused
from people.commands.lockout import unlock_account
from people.lockout import attempt, failed, succeeded
from people.models import Lockout, User
from people.proving import prove_password
from tests.cast import PASSWORD, SETUP
from tests.together import together

MINUTE = timedelta(minutes=1)


def guess(user: User, at, typed: str = "a wrong password") -> str:
    """What came of an attempt: the code of its refusal, or nothing."""
    try:
        prove_password(user, typed, at)
    except Refused as refused:
        return refused.blockers[0].code
    return ""


def locked_events() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb="account.locked"))


@pytest.mark.django_db
@pytest.mark.urs("P11-300")
def test_it_works(people, now):
    user = people["jvermaat"]
    assert [guess(user, now) for _ in range(4)] == ["WRONG_PASSWORD"] * 4
    assert guess(user, now, PASSWORD) == ""
    assert [guess(user, now) for _ in range(6)] == ["WRONG_PASSWORD"] * 5 + ["LOCKED"]
    assert guess(user, now, PASSWORD) == "LOCKED"
    (event,) = locked_events()
    assert (event.subject_id, event.actor_name) == (str(user.pk), "CGT-LIMS lockout")


@pytest.mark.urs("P11-300")
def test_a_burst_of_parallel_guesses_is_compared_five_times(live_db, people, now, monkeypatch):
    user = people["jvermaat"]
    compared = []
    monkeypatch.setattr(User, "check_password", lambda user, typed: bool(compared.append(typed)))
    codes = together(*[lambda: guess(user, now)] * 50)
    assert len(compared) == codes.count("WRONG_PASSWORD") == 5
    assert codes.count("LOCKED") == 45
    assert len(locked_events()) == 1


@pytest.mark.django_db
def test_it_opens_by_itself_and_counts_anew(people, now):
    user = people["jvermaat"]
    for _ in range(5):
        guess(user, now)
    assert guess(user, now + 14 * MINUTE, PASSWORD) == "LOCKED"
    later = now + 15 * MINUTE
    assert [guess(user, later) for _ in range(5)] == ["WRONG_PASSWORD"] * 5
    assert guess(user, later) == "LOCKED"
    assert len(locked_events()) == 2


@pytest.mark.django_db
def test_only_attempts_of_the_last_minutes_count(people, now):
    """Five within any fifteen minutes, wherever these begin."""
    user = people["jvermaat"]
    at = [0, 10, 11, 12, 16, 20, 24]
    codes = [guess(user, now + minute * MINUTE) for minute in at]
    assert codes == ["WRONG_PASSWORD"] * 6 + ["LOCKED"]


@pytest.mark.django_db
def test_without_anybody_who_says_that_it_failed_the_next_attempt_locks(people, now):
    """A process that died between counting and comparing has used the attempt up."""
    user = people["jvermaat"]
    for _ in range(5):
        attempt(user, now)
    assert locked_events() == []
    assert guess(user, now, PASSWORD) == "LOCKED"
    assert len(locked_events()) == 1


@pytest.mark.django_db
def test_a_right_secret_does_not_open_a_lock(people, now):
    user = people["jvermaat"]
    for _ in range(5):
        attempt(user, now)
    failed(user, now)
    succeeded(user)
    assert guess(user, now, PASSWORD) == "LOCKED"


@pytest.mark.django_db
def test_it_says_when_it_opens_and_who_opens_it(people, now):
    user = people["jvermaat"]
    for _ in range(5):
        guess(user, now)
    with pytest.raises(Refused) as refused:
        attempt(user, now)
    assert refused.value.status == 409
    assert "2 Nov 2026 09:15 CET" in str(refused.value.blockers[0].clears)
    assert "manages people" in str(refused.value.blockers[0].clears)


@pytest.mark.django_db
def test_others_are_not_locked_with_it(people, now):
    for _ in range(6):
        guess(people["jvermaat"], now)
    assert guess(people["aowusu"], now, PASSWORD) == ""


@pytest.mark.django_db
def test_who_manages_people_unlocks_it_with_a_reason(people, now):
    user = people["jvermaat"]
    with pytest.raises(Refused, match="not locked"):
        unlock_account(user=user, reason="He called", by=SETUP, at=now)
    for _ in range(5):
        guess(user, now)
    with pytest.raises(NotPermitted):
        unlock_account(user=user, reason="Mine", by=people["kadler"], at=now)
    with pytest.raises(Refused, match="A reason is needed"):
        unlock_account(user=user, reason=" ", by=SETUP, at=now)
    unlock_account(user=user, reason="He called; a stuck key", by=SETUP, at=now)
    assert guess(user, now, PASSWORD) == ""
    assert Lockout.objects.get(user=user).tried_at == []
    assert AuditEvent.objects.get(verb="account.unlocked").reason == "He called; a stuck key"


@pytest.mark.django_db
@override_settings(LOCKOUT_FAILURES=2, LOCKOUT_MINUTES=1)
def test_a_facility_may_count_otherwise(people, now):
    user = people["jvermaat"]
    assert [guess(user, now) for _ in range(3)] == ["WRONG_PASSWORD"] * 2 + ["LOCKED"]
    assert guess(user, now + MINUTE, PASSWORD) == ""
