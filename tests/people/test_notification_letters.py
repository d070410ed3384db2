"""A notification goes by e-mail too, as a job: once, without anything but codes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from integrity.jobs import ask, work
from integrity.models import AuditEvent, Job, JobState
from integrity.outbox.relay import relay
from people.commands.notifications import acknowledge
from people.models import Notification
from people.notifications.letters import KIND, ask_again
from people.notifications.sweep import sweep
from tests.deeds import changed
from tests.people.telling import lock, told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def boss(people):
    return changed(people["shaas"], email="silke@site.example")


@pytest.fixture
def no_server(settings):
    """Nobody listens there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def letter() -> Job:
    return Job.objects.get(kind=KIND)


def try_for_good(job: Job | None = None) -> Job:
    """As often as a job is tried; by default the letter."""
    job = job or letter()
    while job.state == JobState.QUEUED:
        Job.objects.filter(pk=job.pk).update(not_before=Now())
        work.run(str(job.pk))
        job.refresh_from_db()
    return job


def test_it_works(rules, people, boss, mailoutbox, settings):
    settings.SITE_URL = "https://lims.site.example"
    lock(people["jvermaat"])
    job = letter()
    assert work.run(str(job.pk))
    (sent,) = mailoutbox
    assert (sent.to, sent.subject) == (
        ["silke@site.example"],
        "Alarm: Account locked after failed attempts: jvermaat",
    )
    assert "https://lims.site.example/notifications/" in sent.body
    assert "Vermaat" not in sent.subject + sent.body
    notification = Notification.objects.get()
    assert sent.extra_headers["Message-ID"] == f"<{notification.pk}@lims.site.example>"
    assert notification.mailed_at is not None
    assert AuditEvent.objects.filter(verb="notification.mailed").count() == 1


def test_nobody_gets_a_letter_twice(rules, people, boss, mailoutbox):
    lock(people["jvermaat"])
    job = letter()
    work.run(str(job.pk))
    relay()
    ask_again(timezone.now() + 2 * HOUR)
    assert not work.run(str(job.pk))
    assert len(mailoutbox) == 1


def test_a_letter_that_went_out_is_not_sent_again_by_a_job_that_failed_after_it(
    rules, people, boss, mailoutbox
):
    lock(people["jvermaat"])
    job = letter()
    work.run(str(job.pk))
    Job.objects.filter(pk=job.pk).update(state=JobState.DEAD, ended_at=Now())
    assert ask_again(timezone.now() + 2 * HOUR) == 0
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, not_before=Now())
    work.run(str(job.pk))
    assert len(mailoutbox) == 1


def test_without_an_address_the_inbox_has_it(rules, people, mailoutbox):
    lock(people["jvermaat"])
    assert told() == ["shaas"]
    assert not Job.objects.filter(kind=KIND).exists()


def test_without_a_mail_server_nobody_is_said_to_have_a_letter(rules, people, boss, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    lock(people["jvermaat"])
    assert (told(), Notification.objects.get().wants_mail) == (["shaas"], False)


def test_who_knows_already_gets_no_letter(rules, people, boss, mailoutbox):
    lock(people["jvermaat"])
    own = Notification.objects.get()
    acknowledge(user=boss, notifications=[own], by=boss, at=timezone.now())
    assert work.run(str(letter().pk))
    assert mailoutbox == []


def test_a_mail_server_that_is_down_loses_nothing(
    rules, people, boss, no_server, settings, mailoutbox
):
    lock(people["jvermaat"])
    assert try_for_good().state == JobState.DEAD
    assert ask_again(timezone.now()) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sweep(timezone.now() + 2 * HOUR)
    assert try_for_good().state == JobState.DONE
    assert len(mailoutbox) == 1


def test_a_letter_that_failed_is_told_of_without_a_letter(rules, people, boss, no_server):
    """The administrator's inbox has it, once; no letter is asked for about a letter."""
    lock(people["jvermaat"])
    try_for_good()
    relay()
    failed = Notification.objects.filter(matter__rule__event="job.failed")
    assert [(one.user, one.wants_mail) for one in failed] == [(boss, False)]
    assert failed.get().link == "/system/jobs/"
    ask_again(timezone.now() + 2 * HOUR)
    try_for_good()
    relay()
    assert AuditEvent.objects.filter(verb="job.failed").count() == 2
    assert (failed.count(), Job.objects.filter(kind=KIND).count()) == (1, 1)


def test_any_other_job_that_failed_is_told_of_by_letter_too(rules, people, boss):
    job = ask("unheard-of", key="one", payload={})
    assert try_for_good(job).state == JobState.DEAD
    relay()
    assert told(wants_mail=True) == ["shaas"]
