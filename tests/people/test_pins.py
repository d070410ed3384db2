"""A signing PIN is set by its owner, after the password, and is not guessed at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from integrity.models import AuditEvent, PersonalValue, RowChange
from integrity.refusals import NotPermitted, Refused
from people.commands.secrets import clear_pin, set_pin
from people.models import User
from people.pins import pin_blockers
from people.proving import prove_password, prove_pin
from tests.cast import PASSWORD, SETUP

PIN = "730519"


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def give_pin(user: User, now, pin: str = PIN) -> User:
    return set_pin(user=user, pin=pin, proved=prove_password(user, PASSWORD, now), by=user, at=now)


@pytest.mark.django_db
def test_it_works(people, now):
    user = give_pin(people["jvermaat"], now)
    assert user.pin.startswith("argon2$argon2id$")
    assert prove_pin(user, PIN, now).user_id == user.pk
    with pytest.raises(Refused) as refused:
        prove_pin(user, "730518", now)
    assert codes(refused) == ["WRONG_PIN"]
    assert AuditEvent.objects.filter(verb="user.pin_set").count() == 1


@pytest.mark.django_db
def test_an_account_without_a_pin_has_none_that_fits(people, now):
    with pytest.raises(Refused) as refused:
        prove_pin(people["jvermaat"], "", now)
    assert codes(refused) == ["WRONG_PIN"]


@pytest.mark.django_db
def test_nothing_of_it_stands_in_the_trail(people, now):
    user = give_pin(people["jvermaat"], now)
    diffs = "".join(RowChange.objects.values_list("diff", flat=True))
    assert user.pin not in diffs
    assert not PersonalValue.objects.filter(column="pin", value__isnull=False).exists()


@pytest.mark.django_db
def test_nobody_sets_it_for_somebody_else_or_without_the_password(people, now):
    mine, other = people["jvermaat"], people["aowusu"]
    proved = prove_password(other, PASSWORD, now)
    with pytest.raises(NotPermitted):
        set_pin(user=mine, pin=PIN, proved=proved, by=other, at=now)
    with pytest.raises(Refused) as refused:
        set_pin(user=mine, pin=PIN, proved=proved, by=mine, at=now)
    assert codes(refused) == ["NOT_PROVED"]
    old = prove_password(mine, PASSWORD, now - timedelta(minutes=3))
    with pytest.raises(Refused) as refused:
        set_pin(user=mine, pin=PIN, proved=old, by=mine, at=now)
    assert codes(refused) == ["NOT_PROVED"]
    assert User.objects.get(pk=mine.pk).pin == ""


@pytest.mark.parametrize(
    "weak",
    ["", "12345", "1234567890123", "73051a", "７３０５１９", "000000", "121212", "123123",
     "12341234", "123456", "654321", "890123", "4711073"],
)  # fmt: skip
def test_a_weak_pin_is_refused(weak):
    (blocker,) = pin_blockers(weak, User(username="4711"))
    assert (blocker.code, blocker.field) == ("WEAK_PIN", "pin")


@pytest.mark.parametrize("good", ["730519", "112233", "123457", "999998", "730519730518"])
def test_a_good_one_is_not(good):
    assert list(pin_blockers(good, User(username="jvermaat"))) == []


@pytest.mark.django_db
def test_who_manages_people_only_takes_it_away(people, now):
    user = give_pin(people["jvermaat"], now)
    with pytest.raises(NotPermitted):
        clear_pin(user=user, reason="Forgotten", by=people["kadler"], at=now)
    assert clear_pin(user=user, reason="Forgotten", by=SETUP, at=now).pin == ""
    with pytest.raises(Refused) as refused:
        clear_pin(user=user, reason="Forgotten", by=SETUP, at=now)
    assert codes(refused) == ["NO_PIN"]
