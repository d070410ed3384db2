"""What follows from an event: delivered once, retried until it is, nobody held up."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest
from django.db.models.functions import Now

from integrity.models import AuditEvent, OutboxMessage
from integrity.outbox.relay import LONGEST_WAIT, deliver, postpone, relay
from people.models import Organisation
from tests.integrity.deeds import rename
from tests.together import together, until


def heard_by(names: list[str]):
    """A subscriber that writes down which organisation it heard of."""

    def subscriber(event: AuditEvent) -> None:
        names.append(event.subject_label)

    return subscriber


def failing(event: AuditEvent) -> None:
    Organisation.objects.filter(pk=event.subject_id).update(name="Half done")
    raise OSError("The other side does not answer.")


def make_due() -> None:
    """Lets the time pass that a failed message waits."""
    OutboxMessage.objects.update(not_before=Now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_it_works(northlight, clerk, now, subscribe):
    names: list[str] = []
    subscribe("organisation.renamed", heard_by(names))
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    assert names == []
    assert relay() == 1
    assert relay() == 0
    message = OutboxMessage.objects.get()
    assert message.delivered_at is not None
    assert not deliver(message.pk)
    assert names == ["Polar"]


@pytest.mark.django_db
def test_only_subscribers_of_the_verb_hear_of_it(northlight, clerk, now, subscribe):
    names: list[str] = []
    subscribe("organisation.founded", heard_by(names))
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    assert relay() == 0
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_the_relay_is_rung_after_the_commit(
    northlight, clerk, now, subscribe, rung, django_capture_on_commit_callbacks
):
    subscribe("organisation.renamed", heard_by([]))
    with django_capture_on_commit_callbacks(execute=True):
        rename(organisation=northlight, name="Polar", by=clerk, at=now)
        assert rung == []
    assert rung == [("integrity.relay",)]


@pytest.mark.django_db
def test_a_subscriber_that_fails_is_tried_again_later(northlight, clerk, now, subscribe):
    answers = iter([False, True])

    def sulky(event: AuditEvent) -> None:
        if not next(answers):
            raise OSError("The other side does not answer.")

    subscribe("organisation.renamed", sulky)
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    assert relay() == 0
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.delivered_at) == (1, None)
    assert message.error == "OSError: The other side does not answer."
    assert relay() == 0
    message.refresh_from_db()
    assert message.attempts == 1
    make_due()
    assert relay() == 1
    message.refresh_from_db()
    assert message.delivered_at is not None
    assert message.error == ""


@pytest.mark.django_db
def test_it_waits_ever_longer_but_not_for_ever(northlight, clerk, now, subscribe):
    subscribe("organisation.renamed", failing)
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    waits = []
    for _attempt in range(14):
        make_due()
        before = OutboxMessage.objects.annotate(now=Now()).get().now
        relay()
        waits.append(OutboxMessage.objects.get().not_before - before)
    assert waits[0] < waits[1] < waits[2]
    assert waits[-1] >= LONGEST_WAIT
    assert waits[-1] < LONGEST_WAIT + timedelta(minutes=1)


@pytest.mark.django_db
def test_a_failed_subscriber_leaves_nothing_and_holds_up_nobody(northlight, clerk, now, subscribe):
    names: list[str] = []
    subscribe("organisation.renamed", failing)
    subscribe("organisation.renamed", heard_by(names))
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    assert relay() == 1
    assert names == ["Polar"]
    northlight.refresh_from_db()
    assert northlight.name == "Polar"


@pytest.mark.django_db
def test_a_subscriber_that_is_gone_keeps_its_message(northlight, clerk, now, subscribe):
    subscribe("organisation.renamed", heard_by([]))
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    OutboxMessage.objects.update(subscriber="an_app.since_removed")
    assert relay() == 0
    assert "an_app.since_removed" in OutboxMessage.objects.get().error


def test_two_relays_at_once_deliver_once(live_db, northlight, clerk, now, subscribe):
    names: list[str] = []
    other_is_through = Event()

    def slow(event: AuditEvent) -> None:
        names.append(event.subject_label)
        assert other_is_through.wait(30)

    def second() -> int:
        until(lambda: names, "the first relay's delivery")
        delivered = relay()
        other_is_through.set()
        return delivered

    subscribe("organisation.renamed", slow)
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    assert together(relay, second) == [1, 0]
    assert names == ["Polar"]


@pytest.mark.django_db
def test_a_relay_that_comes_when_another_has_failed_waits_too(northlight, clerk, now, subscribe):
    """Both found the message due; the second must not try what the first has just postponed."""
    subscribe("organisation.renamed", failing)
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    message = OutboxMessage.objects.get()
    assert not deliver(message.pk)
    assert not deliver(message.pk)
    message.refresh_from_db()
    assert message.attempts == 1


@pytest.mark.django_db
def test_a_failure_that_comes_late_does_not_touch_what_was_delivered(
    northlight, clerk, now, subscribe
):
    subscribe("organisation.renamed", heard_by([]))
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    message = OutboxMessage.objects.get()
    assert deliver(message.pk)
    postpone(message.pk, OSError("The other side does not answer."))
    message.refresh_from_db()
    assert (message.attempts, message.error) == (0, "")
