"""The page of jobs: what waits, runs and failed, and trying again with a reason."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from cgtlims.celery import app
from cgtlims.web import machine
from integrity.models import AuditEvent, Job, JobState, TrailCheck
from people.models import Role
from people.permissions import Permission
from tests.deeds import changed

pytestmark = pytest.mark.django_db


def job(key: str, state: JobState, **values) -> Job:
    return Job.objects.create(kind="mail_head", key=key, state=state, **values)


@pytest.fixture
def failed(db) -> Job:
    return job("2026-11-02", JobState.DEAD, attempt=3, error="OSError: no mail", ended_at=Now())


@pytest.fixture
def seen(browse):
    """The page as the system administrator sees it."""
    return lambda: browse("shaas").get(reverse("jobs")).content.decode()


def retry_address(failed: Job) -> str:
    return reverse("job-retry", args=[failed.pk])


def retry(client, failed: Job, **typed: str):
    body = {"command_id": str(uuid.uuid4()), **typed}
    return client.post(retry_address(failed), body)


def test_it_works(seen, failed):
    job("waits", JobState.QUEUED)
    job("runs", JobState.RUNNING, attempt=1, claimed_at=Now(), lease_until=Now())
    page = seen()
    for words in (
        "OSError: no mail",
        retry_address(failed),
        "Queues",
        "Running",
        "Answers",
        "PostgreSQL",
    ):
        assert words in page
    assert "A clock is off" not in page


def test_a_failed_job_is_tried_again_with_a_reason(browse, failed):
    answer = retry(browse("shaas"), failed, reason="  The server is   back ")
    assert answer.status_code == 302
    failed.refresh_from_db()
    assert (failed.state, failed.attempt, failed.error) == (JobState.QUEUED, 0, "")
    event = AuditEvent.objects.get(verb="job.retried")
    assert (event.reason, event.actor_name) == ("The server is back", "Silke Haas")
    assert event.details["error"] == "OSError: no mail"


@pytest.mark.parametrize(
    ("reason", "said"), [(" ", "A reason is needed."), ("x" * 501, "This reason cannot be kept.")]
)
def test_without_a_reason_nothing_happens_and_the_page_says_so(browse, failed, reason, said):
    answer = retry(browse("shaas"), failed, reason=reason)
    assert answer.status_code == 422
    assert f"{said} Accepted: 1 to 500 characters" in answer.content.decode()
    failed.refresh_from_db()
    assert failed.state == JobState.DEAD
    assert not AuditEvent.objects.filter(verb="job.retried").exists()


def test_a_job_that_has_not_failed_is_left_alone(browse, failed):
    other = job("done", JobState.DONE)
    answer = retry(browse("shaas"), other, reason="To be sure")
    assert answer.status_code == 409
    other.refresh_from_db()
    assert other.state == JobState.DONE


def test_somebody_without_the_permission_is_refused(browse, failed):
    assert retry(browse("kadler"), failed, reason="Please").status_code == 403
    assert browse("kadler").get(reverse("jobs")).status_code == 403
    failed.refresh_from_db()
    assert failed.state == JobState.DEAD


def test_who_may_only_look_is_offered_nothing_and_told_nothing_more(browse, failed):
    """The address itself refuses, before it answers what is wrong with the form or the job."""
    role = Role.objects.get(code="facility-manager")
    changed(role, permissions=[*role.permissions, Permission.VIEW_JOBS])
    client = browse("nbakker")
    page = client.get(reverse("jobs")).text
    assert ("OSError: no mail" in page, retry_address(failed) in page) == (True, False)
    assert retry(client, failed, reason=" ").status_code == 403
    assert retry(client, Job(pk=uuid.uuid4()), reason="Please").status_code == 403


@pytest.mark.parametrize(("ahead", "is_off"), [(0, False), (1, False), (3, True), (-3, True)])
def test_a_worker_whose_clock_is_off_is_seen(seen, ahead, is_off):
    now = timezone.now()
    claimed = {"claimed_at": now, "claimed_by_clock": now + timedelta(seconds=ahead)}
    job("done", JobState.DONE, **claimed)
    assert ("A clock is off" in seen()) == is_off


def test_a_claim_is_remembered_by_two_clocks(db):
    from integrity.jobs.lease import claim

    waits = job("waits", JobState.QUEUED)
    assert claim(waits.pk)
    waits.refresh_from_db()
    assert abs(waits.claimed_by_clock - waits.claimed_at) < machine.DRIFT


def test_a_job_that_nobody_takes_is_seen(seen):
    waits = job("waits", JobState.QUEUED)
    assert "Nobody takes jobs" not in seen()
    Job.objects.filter(pk=waits.pk).update(not_before=Now() - timedelta(minutes=3))
    assert "Nobody takes jobs" in seen()
    job("taken", JobState.DONE, claimed_at=Now())
    assert "Nobody takes jobs" not in seen()


def test_a_broker_that_does_not_answer_is_seen(seen, monkeypatch):
    monkeypatch.setitem(app.conf, "broker_read_url", "redis+socket:///nonexistent")
    monkeypatch.setitem(app.conf, "broker_url", "redis+socket:///nonexistent")
    assert machine.rings_waiting() is None
    assert "The broker does not answer" in seen()


def test_a_disk_that_is_nearly_full_is_seen(seen, monkeypatch):
    monkeypatch.setattr(machine, "disks", lambda: [machine.Disk("Data", total=100, free=20)])
    assert "80 % full" in seen()
    assert machine.Disk("Data", 100, 20).is_nearly_full
    assert not machine.Disk("Data", 100, 21).is_nearly_full


def test_the_folders_are_measured_before_they_are_made(settings, tmp_path):
    settings.AUDIT_HEADS_DIR = tmp_path / "not" / "made"
    assert all(0 < disk.free <= disk.total for disk in machine.disks())


def test_a_broken_trail_stands_above_all_else(seen, now):
    TrailCheck.objects.create(
        begun_at=now, ended_at=now, seq=7, found=2, differences=["qc_result 1 differs in raw"]
    )
    page = seen()
    assert "The audit trail is not as it was written." in page
    assert "qc_result 1 differs in raw" in page
