"""A tablet is known by a key that only it has."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import Any

import pytest

from integrity.models import RowChange
from integrity.refusals import NotPermitted, Refused
from people.commands.tablets import enrol_tablet, revoke_tablet
from people.models import Tablet, tablet_of

pytestmark = pytest.mark.django_db
KEY = secrets.token_urlsafe(32)


def enrol(boss, now, **changed: Any) -> Tablet:
    given = {"code": "TAB-01", "name": "Suite 2, bench 1", "px_per_mm": Decimal("5.98"), "key": KEY}
    return enrol_tablet(**{**given, **changed}, by=boss, at=now)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_works(boss, now):
    tablet = enrol(boss, now)
    assert tablet_of(KEY) == tablet
    assert tablet_of(secrets.token_urlsafe(32)) is tablet_of("") is None
    assert str(Tablet.objects.get().px_per_mm) == "5.98"


def test_the_key_stands_nowhere(boss, now):
    tablet = enrol(boss, now)
    kept = "".join(RowChange.objects.values_list("diff", flat=True))
    assert KEY not in kept + tablet.key_hash
    assert tablet.key_hash not in kept


def test_a_revoked_tablet_is_as_unknown_as_any_other(boss, now):
    tablet = revoke_tablet(
        tablet=enrol(boss, now), reason="Lost in the changing room", by=boss, at=now
    )
    assert tablet_of(KEY) is None
    assert list(Tablet.objects.active()) == []
    with pytest.raises(Refused) as refused:
        revoke_tablet(tablet=tablet, reason="Again", by=boss, at=now)
    assert codes(refused) == ["REVOKED_ALREADY"]


def test_codes_and_keys_are_given_once_for_ever(boss, now):
    revoke_tablet(tablet=enrol(boss, now), reason="Broken", by=boss, at=now)
    for again in ({"key": secrets.token_urlsafe(32), "code": "tab-01"}, {"code": "TAB-02"}):
        with pytest.raises(Refused) as refused:
            enrol(boss, now, **again)
        assert codes(refused) == ["TABLET_KNOWN"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"code": ""}, "BAD_CODE"),
        ({"code": "TAB 1"}, "BAD_CODE"),
        ({"name": " "}, "REQUIRED"),
        ({"px_per_mm": Decimal("0")}, "BAD_SCALE"),
        ({"px_per_mm": Decimal("41")}, "BAD_SCALE"),
        ({"key": ""}, "NO_KEY"),
        ({"key": "short"}, "NO_KEY"),
    ],
)
def test_what_will_not_do_is_refused(boss, now, wrong, code):
    with pytest.raises(Refused) as refused:
        enrol(boss, now, **wrong)
    assert codes(refused) == [code]
    assert not Tablet.objects.exists()


def test_only_who_manages_tablets_enrols_one(people, now):
    with pytest.raises(NotPermitted):
        enrol(people["kadler"], now)
