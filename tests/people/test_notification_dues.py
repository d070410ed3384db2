"""What comes due is told once: qualifications and delegations that end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from people.commands.delegations import revoke_delegation
from people.commands.memberships import give_role
from people.commands.notification_rules import define_rule
from people.commands.qualification_kinds import define_qualification
from people.commands.qualifications import (
    record_qualification,
    withdraw_qualification,
)
from people.models import Matter, Notification, Role
from people.models.qualification import day_of
from people.notifications.sweep import sweep
from people.notifications.timing import Timing
from people.qualifications import QUALIFICATIONS
from tests.cast import FOUNDED, NOW, SETUP
from tests.deeds import changed
from tests.people.telling import MINUTE, told
from tests.signing import delegate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_review_is_due(settings):
    settings.ACCESS_REVIEW_MONTHS = 600


@pytest.fixture
def gowning(people):
    """Holds for a year, warned of 30 days before its end."""
    kind = define_qualification(**QUALIFICATIONS[0], by=SETUP, at=FOUNDED)
    return lambda days: record_qualification(
        user=people["jvermaat"], kind=kind, achieved_on=day_of(NOW - days * DAY), evidence="TR-1",
        by=people["mlindqvist"], at=NOW,
    )  # fmt: skip


def test_it_works(rules, people, gowning):
    """The person, and those who qualify people."""
    gowning(340)
    sweep(NOW)
    assert told() == ["jvermaat", "mlindqvist", "nbakker"]
    matter = Matter.objects.filter(rule__role=None).get()
    assert (matter.code, matter.due_at > NOW) == (
        "Gowning, grade A/B · Joris Vermaat",
        True,
    )
    links = dict(Notification.objects.values_list("user__username", "link"))
    assert (links["jvermaat"], links["nbakker"]) == ("/account/", "/people/accounts/jvermaat/")


def test_it_is_told_once(rules, gowning):
    gowning(340)
    sweep(NOW)
    before = told()
    sweep(NOW + MINUTE)
    sweep(NOW + DAY)
    assert told() == before


def test_who_knows_it_by_one_rule_is_not_told_by_another(people, facility, gowning):
    """It is told by the rule that sends a letter; others with the role are told as well."""
    concerned_and_quality(people, facility, Timing(), Timing(by_mail=True))
    gowning(340)
    sweep(NOW)
    assert told() == ["jvermaat", "mlindqvist"]
    assert told(wants_mail=True) == ["jvermaat"]


def test_a_rule_that_waits_for_an_answer_tells_whoever_knows_it(people, facility, gowning):
    """Else the next level would be told though the one person there is answered."""
    later = Timing(second_role=Role.objects.get(code="qualified-person"), second_minutes=60)
    concerned_and_quality(people, facility, Timing(by_mail=True), later)
    gowning(340)
    sweep(NOW)
    assert told() == ["jvermaat", "jvermaat", "mlindqvist"]


def concerned_and_quality(people, facility, *timings: Timing) -> None:
    """A rule for whom it concerns, another for quality; Joris Vermaat is told by both."""
    quality = Role.objects.get(code="qa-reviewer")
    changed(people["jvermaat"], email="joris@site.example")
    give_role(user=people["jvermaat"], role=quality, organisation=facility, by=SETUP, at=NOW)
    for role, when in zip((None, quality), timings, strict=True):
        define_rule(event="qualification.ends", role=role, timing=when, by=people["shaas"], at=NOW)


def test_what_ends_later_is_not_told_yet(rules, gowning):
    gowning(300)
    sweep(NOW)
    assert told() == []
    sweep(NOW + 40 * DAY)
    assert len(told()) == 3


def test_a_new_due_date_is_told_anew(rules, gowning):
    gowning(340)
    sweep(NOW)
    gowning(1)
    sweep(NOW + DAY)
    assert len(told()) == 3
    sweep(NOW + 340 * DAY)
    assert len(told()) == 6


def test_what_is_not_due_any_more_is_not_told_to_the_next(people, gowning):
    timing = Timing(second_role=Role.objects.get(code="qa-reviewer"), second_minutes=60)
    define_rule(event="qualification.ends", role=None, timing=timing, by=people["shaas"], at=NOW)
    held = gowning(340)
    sweep(NOW)
    withdraw_qualification(
        qualification=held, reason="Training repeated", by=people["mlindqvist"], at=NOW
    )
    sweep(NOW + 61 * MINUTE)
    assert told() == ["jvermaat"]
    assert Matter.objects.get().next_at is None


def test_the_next_level_of_what_is_still_due_is_told(people, gowning):
    timing = Timing(second_role=Role.objects.get(code="qa-reviewer"), second_minutes=60)
    define_rule(event="qualification.ends", role=None, timing=timing, by=people["shaas"], at=NOW)
    gowning(340)
    sweep(NOW)
    sweep(NOW + 61 * MINUTE)
    assert told() == ["jvermaat", "mlindqvist"]


def test_a_delegation_that_ends_is_told_to_both(rules, people):
    delegate(
        to=people["jvermaat"], permissions=["batches.view"], valid_from=NOW, reason="Holiday",
        valid_until=NOW + 5 * DAY, by=people["kadler"], at=NOW,
    )  # fmt: skip
    sweep(NOW + 2 * DAY)
    assert told() == []
    sweep(NOW + 4 * DAY)
    assert told() == ["jvermaat", "kadler"]


def test_a_delegation_that_was_revoked_is_not_told_of(rules, people):
    given = delegate(
        to=people["jvermaat"], permissions=["batches.view"], valid_from=NOW, reason="Holiday",
        valid_until=NOW + 5 * DAY, by=people["kadler"], at=NOW,
    )  # fmt: skip
    revoke_delegation(delegation=given, reason="Back", by=people["kadler"], at=NOW + DAY)
    sweep(NOW + 4 * DAY)
    assert told() == []
