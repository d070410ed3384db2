"""The inbox, the bell and the rules, as people use them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from integrity.audit.nightly import CHECKER, report_broken_trail
from integrity.jobs import work
from integrity.models import Job, TrailCheck
from integrity.outbox.relay import relay
from people.commands.memberships import give_role
from people.models import Notification, NotificationRule, Role, Severity, User
from people.notifications.letters import KIND
from tests.cast import NOW, SETUP
from tests.deeds import changed
from tests.people.sending import send, words
from tests.people.telling import lock
from tests.signin.door import enter, is_in

pytestmark = pytest.mark.django_db
INBOX, ACKNOWLEDGE = "/notifications/", "/notifications/acknowledge/"
RULES = "/people/notifications/"


def fail(username: str, times: int) -> None:
    """Somebody guesses at the sign-in page."""
    for _guess in range(times):
        enter(Client(), username, "a-secret-that-is-wrong")
    relay()


def bell(answer: Any) -> str:
    found = re.search(r'class="bell"[^>]*aria-label="([^"]*)"', words(answer))
    return found[1] if found else ""


def open_ones(user: User) -> list[Notification]:
    return list(user.notifications.filter(acknowledged_at=None))


@pytest.mark.urs("P11-300")
def test_repeated_failures_lock_the_account_and_alert_the_administrator(rules, browse, people):
    """Four failures are told to nobody; the fifth locks, and is an alarm in the inbox."""
    administrator = browse("shaas")
    fail("jvermaat", 4)
    assert "Account locked" not in words(administrator.get(INBOX))
    assert bell(administrator.get("/")) == "Notifications: 0 open"
    fail("jvermaat", 1)
    answer = administrator.get(INBOX)
    assert "Account locked after failed attempts" in words(answer)
    assert "Alarm" in words(answer)
    assert 'href="/people/accounts/jvermaat/"' in words(answer)
    assert bell(answer) == "Notifications: 1 open, 1 alarm"
    locked = Client()
    enter(locked, "jvermaat")
    assert not is_in(locked)
    operator = Client()
    operator.force_login(people["aowusu"])
    assert "Account locked" not in words(operator.get(INBOX))


def test_one_is_acknowledged_and_stays_under_all(rules, browse, people):
    lock(people["jvermaat"])
    client = browse("shaas")
    (own,) = open_ones(people["shaas"])
    assert send(client, ACKNOWLEDGE, one=str(own.pk), shown=str(own.pk)).status_code == 302
    answer = client.get(INBOX)
    assert "Nothing waits for you" in words(answer)
    assert bell(answer) == "Notifications: 0 open"
    assert "Account locked" in words(client.get(f"{INBOX}?show=all"))


def test_all_shown_are_acknowledged_at_once_but_alarms(
    rules, browse, people, executed_batch, facility
):
    role = Role.objects.get(code="qa-reviewer")
    give_role(user=people["shaas"], role=role, organisation=facility, by=SETUP, at=NOW)
    lock(people["jvermaat"])
    client, found = browse("shaas"), open_ones(people["shaas"])
    shown = [str(one.pk) for one in found]
    others = [str(one.pk) for one in found if one.severity != Severity.ALARM]
    assert 0 < len(others) < len(shown)
    page = words(client.get(INBOX))
    assert [key for key in shown if f'name="shown" value="{key}"' in page] == others
    refused = send(client, ACKNOWLEDGE, shown=shown)
    assert (refused.status_code, "acknowledged by itself" in words(refused)) == (409, True)
    send(client, ACKNOWLEDGE, shown=others)
    assert [one.severity for one in open_ones(people["shaas"])] == [Severity.ALARM]


def test_somebody_elses_are_not_there(rules, browse, people):
    lock(people["jvermaat"])
    (other,) = open_ones(people["shaas"])
    client = browse("nbakker")
    assert send(client, ACKNOWLEDGE, one=str(other.pk)).status_code == 404
    assert send(client, ACKNOWLEDGE, one="nothing").status_code == 404
    assert send(client, ACKNOWLEDGE).status_code == 404
    assert client.get(ACKNOWLEDGE).status_code == 405
    assert open_ones(people["shaas"]) == [other]


def test_an_alarm_says_who_knows_already(rules, browse, people, facility):
    """The second administrator reads that the first one has acknowledged."""
    role = Role.objects.get(code="system-administrator")
    give_role(user=people["nbakker"], role=role, organisation=facility, by=SETUP, at=NOW)
    lock(people["jvermaat"])
    other = Client()
    other.force_login(people["nbakker"])
    assert "Silke Haas" not in words(other.get(INBOX))
    (own,) = open_ones(people["shaas"])
    send(browse("shaas"), ACKNOWLEDGE, one=str(own.pk))
    assert "Silke Haas" in words(other.get(INBOX))
    assert len(open_ones(people["nbakker"])) == 1


def test_news_leads_to_its_page_and_names_no_patient(rules, browse, people, executed_batch):
    relay()
    body = words(browse("mlindqvist").get(INBOX))
    assert "Batch executed, to be reviewed" in body
    assert 'href="/batches/CART-26-001/"' in body
    assert "NLT-0059" not in body


def test_a_partner_has_an_inbox_of_the_own_sponsors_matters(rules, browse, people, executed_batch):
    send(browse("shaas"), f"{RULES}new/", event="batch.executed", role=partner_role(),
         delay_minutes="0", by_mail="inbox")  # fmt: skip
    relay()
    for username, sees in (("pnorth", True), ("phalden", False)):
        client = Client()
        client.force_login(people[username])
        assert ("CART-26-001" in words(client.get(INBOX))) is sees


def partner_role() -> str:
    return str(Role.objects.get(code="partner").pk)


def test_a_rule_is_defined_altered_and_switched_off(rules, browse, people):
    client = browse("shaas")
    answer = client.get(RULES)
    assert "Account locked after failed attempts" in words(answer)
    new = {
        "event": "account.locked",
        "role": partner_role(),
        "delay_minutes": "5",
        "by_mail": "inbox",
    }
    assert send(client, f"{RULES}new/", **new).status_code == 302
    rule = NotificationRule.objects.get(event="account.locked", role__code="partner")
    assert (rule.delay_minutes, rule.is_on, rule.by_mail) == (5, True, False)
    twice = send(client, f"{RULES}new/", **new)
    assert (twice.status_code, "a rule for this event and role already" in words(twice)) == (
        422,
        True,
    )
    altered = {
        "delay_minutes": "0", "by_mail": "mail", "second_role": partner_role(),
        "second_minutes": "10", "reason": "As agreed", "version": rule.version,
    }  # fmt: skip
    assert send(client, f"{RULES}{rule.pk}/", **{**altered, "reason": " "}).status_code == 422
    assert send(client, f"{RULES}{rule.pk}/", **altered).status_code == 302
    assert send(client, f"{RULES}{rule.pk}/switch/", reason="Not needed").status_code == 302
    rule.refresh_from_db()
    assert (rule.by_mail, rule.second_minutes, rule.is_on) == (True, 10, False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"second_minutes": "10"}, "Who is told then?"),
        ({"second_role": "partner"}, "After how many minutes"),
        ({"third_role": "partner", "third_minutes": "5"}, "Nobody is told second."),
        ({"delay_minutes": "999999"}, "999999 minutes are not possible here."),
        ({"event": "no.such"}, "no.such"),
    ],
)
def test_a_rule_that_cannot_be_says_why(rules, browse, typed, said):
    given = {name: partner_role() if text == "partner" else text for name, text in typed.items()}
    answer = send(
        browse("shaas"), f"{RULES}new/",
        **{
            "event": "job.failed", "role": partner_role(), "delay_minutes": "0", "by_mail": "inbox",
            **given,
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert said in words(answer)
    assert not NotificationRule.objects.filter(event="job.failed", role__code="partner").exists()


def test_who_only_reads_changes_no_rule(rules, browse):
    client = browse("nbakker")
    rule = NotificationRule.objects.first()
    assert "New rule" not in words(client.get(RULES))
    for path in ("new/", f"{rule.pk}/", f"{rule.pk}/switch/"):
        assert send(client, f"{RULES}{path}", reason="No").status_code == 403
    assert browse("jvermaat").get(RULES).status_code == 403


def test_alarms_come_first_however_old(rules, browse, people, executed_batch, facility):
    role = Role.objects.get(code="qa-reviewer")
    give_role(user=people["shaas"], role=role, organisation=facility, by=SETUP, at=NOW)
    lock(people["jvermaat"])
    (alarm,) = people["shaas"].notifications.filter(severity=Severity.ALARM)
    changed(alarm, told_at=NOW)
    newer = people["shaas"].notifications.exclude(severity=Severity.ALARM)
    assert min(newer.values_list("told_at", flat=True)) > NOW
    body = words(browse("shaas").get(INBOX))
    assert body.index("Account locked") < body.index("Batch executed")


@pytest.mark.parametrize(
    ("username", "page"), [("shaas", "/system/jobs/"), ("mlindqvist", "/trail/")]
)
def test_a_trail_that_does_not_hold_is_an_alarm_and_a_letter(
    rules, browse, people, mailoutbox, username, page
):
    """The check of the night says so; administrator and QA are told, each led where they may go."""
    reader = changed(people[username], email="reader@site.example")
    check = TrailCheck.objects.create(
        begun_at=NOW, ended_at=NOW, seq=1, found=1, differences=["people_user differs in name"]
    )
    report_broken_trail(check=check, by=CHECKER, at=NOW)
    relay()
    body = words(browse(username).get(INBOX))
    assert "The audit trail is not as it was written" in body
    assert f'href="{page}"' in body
    assert "differs in name" not in body
    work.run(str(Job.objects.get(kind=KIND).pk))
    (letter,) = mailoutbox
    assert (letter.to, "differs" in letter.body) == ([reader.email], False)
