"""Celery's side: tasks only ring what PostgreSQL keeps."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from integrity.audit.heads import sign_head
from integrity.audit.mail import ask_for_mail
from integrity.audit.nightly import check_nightly
from integrity.jobs import work
from integrity.models import HeadCause
from integrity.outbox.relay import relay


@shared_task(name="integrity.run_job")
def run_job(job_id: str) -> None:
    work.run(job_id)


@shared_task(name="integrity.relay")
def relay_outbox() -> None:
    relay()


@shared_task(name="integrity.sweep")
def sweep() -> None:
    """Rings again for whatever was lost on the way: dropped rings, dead workers, a wiped broker."""
    work.sweep()
    relay()


@shared_task(name="integrity.sign_head")
def sign_audit_head() -> None:
    sign_head(cause=HeadCause.SCHEDULE, at=timezone.now())


@shared_task(name="integrity.check_trail", acks_late=False, soft_time_limit=None, time_limit=None)
def check_audit_trail() -> None:
    """Longer than any other task, so it is taken off the broker at once; the next hour asks again.

    Whoever has checked the night already, or checks now, is not disturbed.
    """
    check_nightly(timezone.now)


@shared_task(name="integrity.mail_head")
def mail_audit_head() -> None:
    ask_for_mail(timezone.now())


@worker_ready.connect
def sweep_at_start(**_sent: Any) -> None:
    """A worker that comes back first looks for what the last one left behind."""
    sweep.delay()
