"""A badge names one person at a time, and who had it stays known."""

from __future__ import annotations

import pytest

from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused
from people.commands.badges import give_badge, withdraw_badge
from people.models import Badge, user_of_badge
from tests.deeds import changed

pytestmark = pytest.mark.django_db


def test_it_works(people, boss, now):
    user = people["jvermaat"]
    give_badge(user=user, serial=" 04:A2:19:B7 ", by=boss, at=now)
    assert user_of_badge("04:A2:19:B7") == user
    assert user_of_badge("04:A2:19:B8") is user_of_badge("") is None
    assert AuditEvent.objects.get(verb="badge.given").details == {"user": "Joris Vermaat"}


def test_a_serial_is_held_by_one_person_at_a_time(people, boss, now):
    badge = give_badge(user=people["jvermaat"], serial="B-1", by=boss, at=now)
    with pytest.raises(Refused, match="Somebody holds the badge B-1"):
        give_badge(user=people["aowusu"], serial="B-1", by=boss, at=now)
    withdraw_badge(badge=badge, reason="Left the team", by=boss, at=now)
    assert user_of_badge("B-1") is None
    give_badge(user=people["aowusu"], serial="B-1", by=boss, at=now)
    assert user_of_badge("B-1") == people["aowusu"]
    assert Badge.objects.count() == 2
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_badge(badge=badge, reason="Again", by=boss, at=now)


def test_the_badge_of_a_closed_account_leads_to_nobody(people, boss, now):
    user = people["jvermaat"]
    give_badge(user=user, serial="B-1", by=boss, at=now)
    closed = changed(user, is_active=False)
    assert user_of_badge("B-1") is None
    with pytest.raises(Refused, match="This account is closed"):
        give_badge(user=closed, serial="B-2", by=boss, at=now)


@pytest.mark.parametrize("serial", ["", "  ", "x" * 101, "a\x07b"])
def test_what_is_no_serial_is_refused(people, boss, now, serial):
    with pytest.raises(Refused):
        give_badge(user=people["jvermaat"], serial=serial, by=boss, at=now)


def test_only_who_manages_people_gives_one(people, now):
    with pytest.raises(NotPermitted):
        give_badge(user=people["aowusu"], serial="B-1", by=people["jvermaat"], at=now)
