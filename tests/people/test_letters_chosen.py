"""Everybody chooses whether e-mail brings more than alarms; the inbox has everything anyway."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from integrity.jobs import work
from integrity.models import AuditEvent, Job
from integrity.outbox.relay import relay
from integrity.refusals import NotPermitted
from people.commands.letters import choose_letters
from people.models import NotificationRule, User
from people.notifications.letters import KIND
from tests.deeds import changed
from tests.people.sending import again, send, words
from tests.people.telling import lock, told

pytestmark = pytest.mark.django_db
INBOX, CHOOSE = "/notifications/", "/notifications/letters/"


@pytest.fixture
def quality(rules, people) -> User:
    """Is sent executed batches and overruled blockers by letter too."""
    rule = NotificationRule.objects.get(event="batch.executed")
    changed(rule, by_mail=True)
    return changed(people["mlindqvist"], email="mara@site.example")


def post() -> None:
    for job in Job.objects.filter(kind=KIND):
        work.run(str(job.pk))


def test_by_default_everything_that_rules_send_so_is_mailed(quality, executed_batch, mailoutbox):
    relay()
    post()
    assert [one.to for one in mailoutbox] == [["mara@site.example"]]


def test_who_wants_alarms_only_has_the_rest_in_the_inbox(
    quality, browse, executed_batch, mailoutbox
):
    client = browse("mlindqvist")
    assert "Send me alarms only" in words(client.get(INBOX))
    assert send(client, CHOOSE, letters="alarms").status_code == 302
    relay()
    post()
    page = words(client.get(INBOX))
    assert mailoutbox == []
    assert "Batch executed, to be reviewed" in page
    assert "Your choice: alarms only." in page
    event = AuditEvent.objects.get(verb="user.letters_chosen")
    assert (event.actor_name, event.told["details"]) == (
        "Mara Lindqvist", {"without_alarm": False},
    )  # fmt: skip
    assert send(client, CHOOSE, letters="all").status_code == 302
    assert again(quality).letters_without_alarm


def test_an_alarm_is_mailed_whatever_was_chosen(rules, people, browse, mailoutbox):
    changed(people["shaas"], email="silke@site.example")
    send(browse("shaas"), CHOOSE, letters="alarms")
    lock(people["jvermaat"])
    post()
    assert told() == ["shaas"]
    assert [one.to for one in mailoutbox] == [["silke@site.example"]]


def test_a_letter_that_waits_is_not_sent_to_who_wants_it_no_more(
    quality, browse, executed_batch, mailoutbox
):
    relay()
    send(browse("mlindqvist"), CHOOSE, letters="alarms")
    post()
    assert mailoutbox == []
    assert told(mailed_at=None, user=quality) == ["mlindqvist"]


def test_what_cannot_be_chosen_changes_nothing(quality, browse):
    client = browse("mlindqvist")
    already = send(client, CHOOSE, letters="all")
    assert (already.status_code, "It is so already." in words(already)) == (409, True)
    assert send(client, CHOOSE, letters="none").status_code == 404
    assert send(client, CHOOSE).status_code == 404
    assert client.get(CHOOSE).status_code == 405
    assert again(quality).letters_without_alarm


def test_a_double_tap_chooses_once(quality, browse):
    client, once = browse("mlindqvist"), str(uuid.uuid4())
    for _tap in range(2):
        assert send(client, CHOOSE, letters="alarms", command_id=once).status_code == 302
    assert AuditEvent.objects.filter(verb="user.letters_chosen").count() == 1


def test_nobody_chooses_for_somebody_else(people):
    with pytest.raises(NotPermitted):
        choose_letters(
            user=people["mlindqvist"], without_alarm=False, by=people["shaas"], at=timezone.now()
        )
