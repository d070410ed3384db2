"""People are told of events by rules: once each, level by level, until somebody acknowledges."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from integrity.models import AuditEvent, Job
from integrity.outbox.relay import relay
from integrity.refusals import NotPermitted, Refused
from people.commands.access_reviews import open_access_review
from people.commands.memberships import end_membership, give_role
from people.commands.notification_rules import define_rule, switch_rule
from people.commands.notifications import acknowledge, notify
from people.models import Matter, Notification, NotificationRule, Organisation, Role
from people.notifications.about import About
from people.notifications.defaults import RULES, lay_rules
from people.notifications.registry import KINDS
from people.notifications.sweep import tell_next_levels
from people.notifications.timing import Timing
from people.services import NOTIFIER
from people.tasks import notify_people
from tests.architecture.house import ROOT
from tests.cast import NOW, SETUP
from tests.deeds import changed
from tests.people.telling import MINUTE, lock, told
from tests.signing import delegate

pytestmark = pytest.mark.django_db


def rule_of(event: str, role: str) -> NotificationRule:
    return NotificationRule.objects.get(event=event, role__code=role)


def test_it_works(rules, people):
    lock(people["jvermaat"])
    (notification,) = Notification.objects.select_related("matter__rule")
    assert (notification.user, notification.get_severity_display()) == (people["shaas"], "Alarm")
    assert notification.matter.code == "jvermaat"
    assert notification.link == "/people/accounts/jvermaat/"
    assert AuditEvent.objects.get(verb="notification.begun").actor_name == "CGT-LIMS notifications"


def test_an_event_is_told_once_however_often_it_is_delivered(rules, people):
    lock(people["jvermaat"])
    matter = Matter.objects.get()
    relay()
    assert told() == ["shaas"]
    with pytest.raises(Refused, match="told of it already"):
        notify(
            rule=matter.rule, about=About(code="jvermaat"), event=matter.event, begun_at=NOW,
            by=NOTIFIER, at=NOW,
        )  # fmt: skip


def test_who_has_the_role_at_that_moment_is_told(rules, people, facility):
    administrator = Role.objects.get(code="system-administrator")
    given = {"role": administrator, "organisation": facility, "by": SETUP}
    give_role(user=people["nbakker"], at=NOW, **given)
    old = give_role(user=people["trieger"], at=NOW - MINUTE, **given)
    end_membership(membership=old, reason="Left", by=SETUP, at=NOW)
    lock(people["jvermaat"])
    assert told() == ["nbakker", "shaas"]


def test_a_rule_that_is_off_tells_nobody(rules, people):
    rule = rule_of("account.locked", "system-administrator")
    switch_rule(rule=rule, is_on=False, reason="Told elsewhere", by=people["shaas"], at=NOW)
    lock(people["jvermaat"])
    assert told() == []


def test_nobody_can_be_told_of_an_unknown_event(people):
    role = Role.objects.get(code="system-administrator")
    with pytest.raises(Refused, match="Nobody can be told of “no.such”"):
        define_rule(event="no.such", role=role, timing=Timing(), by=people["shaas"], at=NOW)


def test_what_waits_is_told_by_the_sweep(people):
    timing = Timing(delay_minutes=30)
    role = Role.objects.get(code="system-administrator")
    define_rule(event="account.locked", role=role, timing=timing, by=people["shaas"], at=NOW)
    at = lock(people["jvermaat"])
    tell_next_levels(at + 29 * MINUTE)
    assert told() == []
    tell_next_levels(at + 30 * MINUTE)
    tell_next_levels(at + 31 * MINUTE)
    assert told() == ["shaas"]


def test_the_next_level_is_told_when_nobody_acknowledges(rules, people):
    lock(people["jvermaat"])
    after = Matter.objects.get().next_at
    assert tell_next_levels(after - MINUTE) == 0
    assert tell_next_levels(after) == 1
    assert told(level=1) == ["mlindqvist"]
    assert tell_next_levels(after + 999 * MINUTE) == 0


def test_a_rule_that_is_switched_off_meanwhile_tells_no_next_level(rules, people):
    lock(people["jvermaat"])
    after = Matter.objects.get().next_at
    rule = rule_of("account.locked", "system-administrator")
    switch_rule(rule=rule, is_on=False, reason="Told elsewhere", by=people["shaas"], at=NOW)
    assert tell_next_levels(after) == 0
    assert (told(), Matter.objects.get().next_at) == (["shaas"], None)


def test_an_older_installation_gets_the_first_rules_once(people):
    assert not NotificationRule.objects.exists()
    notify_people()
    laid = NotificationRule.objects.count()
    assert laid == len(RULES)
    notify_people()
    assert NotificationRule.objects.count() == laid


def test_what_a_later_release_tells_gets_its_rules_and_no_others(people):
    """Rules of before stay as they are, also when they are switched off."""
    older = [draft for draft in RULES if draft.event != "trail.broken"]
    lay_rules(NOW, older)
    rule = rule_of("account.locked", "system-administrator")
    switch_rule(rule=rule, is_on=False, reason="Told elsewhere", by=people["shaas"], at=NOW)
    notify_people()
    assert NotificationRule.objects.filter(event="trail.broken").count() == 2
    assert NotificationRule.objects.count() == len(RULES)
    assert not rule_of("account.locked", "system-administrator").is_on


def test_before_the_first_account_no_rules_are_laid(db):
    notify_people()
    assert not NotificationRule.objects.exists()


def test_where_nobody_is_to_be_told_the_next_level_does_not_wait(rules, people):
    changed(people["shaas"], is_active=False)
    at = lock(people["jvermaat"])
    assert told() == []
    tell_next_levels(at + MINUTE)
    assert told() == ["mlindqvist"]


def test_the_first_acknowledgement_ends_the_escalation(rules, people):
    lock(people["jvermaat"])
    matter = Matter.objects.get()
    own = matter.notifications.get()
    acknowledge(user=people["shaas"], notifications=[own], by=people["shaas"], at=NOW + MINUTE)
    matter.refresh_from_db()
    assert (matter.acknowledged_by, matter.next_at) == (people["shaas"], None)
    assert tell_next_levels(timezone.now() + 999 * MINUTE) == 0
    event = AuditEvent.objects.get(verb="notification.acknowledged")
    assert event.details == {"notifications": ["account.locked jvermaat"]}


def test_everybody_acknowledges_the_own_ones_only(rules, people):
    lock(people["jvermaat"])
    own, other = Notification.objects.get(), people["nbakker"]
    with pytest.raises(Refused, match="own notifications only"):
        acknowledge(user=other, notifications=[own], by=other, at=NOW)
    with pytest.raises(NotPermitted):
        acknowledge(user=people["shaas"], notifications=[own], by=other, at=NOW)
    acknowledge(user=people["shaas"], notifications=[own], by=people["shaas"], at=NOW)
    with pytest.raises(Refused, match="acknowledged already"):
        acknowledge(user=people["shaas"], notifications=[own], by=people["shaas"], at=NOW)


def test_a_sponsors_person_is_told_of_the_own_sponsors_batches_only(people, executed_batch):
    """The batch is Northlight's; the rule names the role of both partners."""
    role = Role.objects.get(code="partner")
    for event in ("batch.executed", "account.locked"):
        define_rule(event=event, role=role, timing=Timing(), by=people["shaas"], at=NOW)
    relay()
    lock(people["jvermaat"])
    assert executed_batch.sponsor == Organisation.objects.get(code="NORTHLIGHT")
    assert told() == ["pnorth"]


def test_what_is_kept_has_codes_only(rules, people, executed_batch):
    relay()
    lock(people["jvermaat"])
    told_of = [str(one) for one in Matter.objects.select_related("rule").order_by("rule__event")]
    assert told_of == ["account.locked jvermaat", "batch.executed CART-26-001"]
    assert not Job.objects.filter(kind="mail_notification").exists()


def test_whom_it_concerns_is_told_without_a_role(rules, people, now):
    delegate(
        to=people["jvermaat"], permissions=["batches.view"], valid_from=NOW, reason="Holiday",
        valid_until=NOW + timedelta(days=3), by=people["kadler"], at=NOW,
    )  # fmt: skip
    relay()
    assert told() == ["jvermaat", "kadler"]


def test_what_is_done_already_is_not_asked_for(rules, people):
    """The first review was completed before anybody was told of it."""
    quality = people["mlindqvist"]
    review = open_access_review(by=quality, at=NOW)
    changed(review, completed_at=NOW, completed_by=quality)
    relay()
    assert told() == []
    open_access_review(by=quality, at=NOW)
    relay()
    assert sorted(told()) == ["mlindqvist", "nbakker"]


def test_the_page_of_notifications_names_every_kind_and_no_other():
    page = (ROOT / "docs/notifications.md").read_text(encoding="utf-8")
    table = page[page.index("## Kinds") :]
    assert set(re.findall(r"`([a-z_]+\.[a-z_]+)`", table)) == set(KINDS)
