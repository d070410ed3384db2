"""Each day the newest head goes out by e-mail, and is tried again until it is taken."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cgtlims.env import Env
from cgtlims.mail import OFF, mail_settings
from integrity.audit.heads import sign_head, signer
from integrity.audit.mail import KIND, ask_for_mail
from integrity.jobs import work
from integrity.models import HeadCause, Job, JobState
from integrity.tasks import mail_audit_head
from integrity.verify import is_signed, read_heads, read_keys
from tests.integrity.deeds import rename

KEEPERS = ["qa@example.org", "notary@example.net"]


@pytest.fixture
def head(northlight, clerk, now, settings, tmp_path):
    settings.AUDIT_HEADS_DIR, settings.AUDIT_HEADS_TO = tmp_path, KEEPERS
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    return sign_head(cause=HeadCause.SCHEDULE, at=now)


def sent(job: Job) -> bool:
    return work.run(str(job.pk))


def test_it_works(head, now, mailoutbox):
    assert sent(ask_for_mail(now))
    (letter,) = mailoutbox
    assert letter.to == KEEPERS
    assert f"head of event {head.seq}" in letter.subject
    assert signer().public_line in letter.body
    ((name, note, _kind),) = letter.attachments
    (read,) = read_heads(note.encode())
    assert name == f"head-{head.seq}.txt"
    assert (read.seq, read.hash) == (head.seq, head.last_hash)
    assert is_signed(read, read_keys(signer().public_line.encode()))


def test_one_letter_a_day(head, now, mailoutbox):
    job = ask_for_mail(now)
    assert sent(job)
    assert ask_for_mail(now + timedelta(hours=1)) == job
    assert not sent(job)
    assert sent(ask_for_mail(now + timedelta(days=1)))
    assert len(mailoutbox) == 2


def test_nobody_to_send_to_means_no_letter(head, now, settings):
    settings.AUDIT_HEADS_TO = []
    assert ask_for_mail(now) is None
    mail_audit_head()
    assert not Job.objects.filter(kind=KIND).exists()


def test_no_head_means_no_letter(db, now, settings):
    settings.AUDIT_HEADS_TO = KEEPERS
    assert ask_for_mail(now) is None


def test_a_mail_server_that_is_down_is_tried_again(head, now, settings, mailoutbox):
    job = ask_for_mail(now)
    taken = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert not sent(job)
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert "Connection refused" in job.error
    settings.EMAIL_BACKEND = taken
    Job.objects.update(not_before=now)
    assert sent(job)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp+tls://lims:a%40b@mail.example", ("mail.example", 587, "lims", "a@b", True, False)),
        ("smtps://mail.example:9", ("mail.example", 9, "", "", False, True)),
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
    ],
)
def test_the_mail_server_is_one_address(address, expected):
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    found = mail_settings(Env({"MAIL": address}), "MAIL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected


@pytest.mark.parametrize("address", ["https://mail.example", "smtp://"])
def test_an_address_that_is_none_is_a_problem(address):
    env = Env({"MAIL": address})
    mail_settings(env, "MAIL")
    assert len(env.problems) == 1


def test_without_an_address_no_letter_goes_anywhere():
    assert mail_settings(Env({}), "MAIL") == {"EMAIL_BACKEND": OFF}
