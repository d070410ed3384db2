"""Who works has shown that they can, not too long ago."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from integrity.refusals import NotPermitted, Overrule, Refused
from people.commands.qualification_kinds import define_qualification
from people.commands.qualifications import (
    record_qualification,
    withdraw_qualification,
)
from people.gates import qualification_blockers
from people.models import Qualification, QualificationKind
from people.qualifications import ASEPTIC, GOWNING, QUALIFICATIONS, after_months
from tests.cast import SETUP

BOTH = [GOWNING, ASEPTIC]
TODAY = date(2026, 11, 2)


@pytest.fixture
def kinds(people, now) -> dict[str, QualificationKind]:
    made = [define_qualification(**draft, by=SETUP, at=now) for draft in QUALIFICATIONS]
    return {kind.code: kind for kind in made}


def qualify(people, kinds, now, code: str = GOWNING, **more: Any) -> Qualification:
    given = {"achieved_on": TODAY, "evidence": "TR-0042", "by": people["mlindqvist"], "at": now}
    return record_qualification(user=people["jvermaat"], kind=kinds[code], **{**given, **more})


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def missing(people, at: datetime, kinds: list[str] = BOTH) -> list[str]:
    return [one.about for one in qualification_blockers(people["jvermaat"], kinds=kinds, at=at)]


@pytest.mark.django_db
def test_it_works(people, kinds, now):
    assert missing(people, now) == [ASEPTIC, GOWNING]
    qualify(people, kinds, now)
    assert missing(people, now) == [ASEPTIC]
    qualify(people, kinds, now, ASEPTIC)
    assert missing(people, now) == []
    assert missing(people, now, []) == []


@pytest.mark.django_db
def test_a_supervisor_and_a_second_person_may_overrule(people, kinds, now):
    (blocker,) = qualification_blockers(people["jvermaat"], kinds=[GOWNING], at=now)
    assert blocker.overrule is Overrule.SUPERVISOR_AND_SECOND_PERSON
    assert "Gowning, grade A/B" in str(blocker.message)


@pytest.mark.django_db
def test_its_last_day_counts_in_the_facilitys_zone(people, kinds, now):
    assert qualify(people, kinds, now).expires_on == date(2027, 11, 2)
    last = datetime(2027, 11, 2, 22, 59, tzinfo=UTC)  # 23:59 in Amsterdam
    assert missing(people, last, [GOWNING]) == []
    assert missing(people, last + timedelta(minutes=1), [GOWNING]) == [GOWNING]


@pytest.mark.django_db
def test_one_that_was_withdrawn_counts_no_more(people, kinds, now):
    found = qualify(people, kinds, now)
    withdrawn = {"qualification": found, "reason": "Plates grew", "by": people["mlindqvist"]}
    withdraw_qualification(**withdrawn, at=now)
    assert missing(people, now, [GOWNING]) == [GOWNING]
    with pytest.raises(Refused) as refused:
        withdraw_qualification(**withdrawn, at=now)
    assert codes(refused) == ["WITHDRAWN_ALREADY"]


@pytest.mark.django_db
def test_a_new_one_replaces_an_old_one(people, kinds, now):
    qualify(people, kinds, now, achieved_on=date(2025, 10, 1))
    assert missing(people, now, [GOWNING]) == [GOWNING]
    qualify(people, kinds, now)
    assert missing(people, now, [GOWNING]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"achieved_on": date(2026, 11, 3)}, "IN_THE_FUTURE"),
        ({"expires_on": date(2027, 11, 3)}, "BAD_EXPIRY"),
        ({"expires_on": date(2026, 11, 1)}, "BAD_EXPIRY"),
        ({"evidence": ""}, "REQUIRED"),
    ],
)
def test_what_will_not_do_is_refused(people, kinds, now, more, code):
    with pytest.raises(Refused) as refused:
        qualify(people, kinds, now, **more)
    assert codes(refused) == [code]


@pytest.mark.django_db
def test_nobody_qualifies_oneself(people, kinds, now):
    qa = people["mlindqvist"]
    with pytest.raises(Refused) as refused:
        record_qualification(
            user=qa, kind=kinds[GOWNING], achieved_on=TODAY, evidence="TR", by=qa, at=now
        )
    assert codes(refused) == ["OWN_QUALIFICATION"]
    with pytest.raises(NotPermitted):
        qualify(people, kinds, now, by=people["aowusu"])


@pytest.mark.django_db
def test_those_that_end_soon_are_found(people, kinds, now):
    """Gowning is warned of 30 days before, aseptic simulation 60."""
    soon = {code: qualify(people, kinds, now, code) for code in BOTH}
    qualify(people, kinds, now, "gmp")
    at = datetime(2027, 9, 20, 8, tzinfo=UTC)
    assert list(Qualification.objects.expiring(at)) == [soon[ASEPTIC]]
    at = datetime(2027, 10, 20, 8, tzinfo=UTC)
    assert set(Qualification.objects.expiring(at)) == set(soon.values())
    assert not Qualification.objects.expiring(at, within=timedelta(days=5)).exists()
    assert not Qualification.objects.expiring(datetime(2028, 1, 1, tzinfo=UTC)).exists()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 11, 2), None, None),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later):
    assert after_months(day, months) == later


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"code": "Gowning A"}, "BAD_CODE"),
        ({"code": GOWNING}, "CODE_USED"),
        ({"title": ""}, "REQUIRED"),
        ({"months": 0}, "BAD_MONTHS"),
        ({"warning_days": 366}, "BAD_DAYS"),
    ],
)
def test_a_kind_is_what_can_be_held(kinds, now, more, code):
    given = {"code": "new", "title": "New", "months": 12, "warning_days": 30}
    with pytest.raises(Refused) as refused:
        define_qualification(**{**given, **more}, by=SETUP, at=now)
    assert codes(refused) == [code]
