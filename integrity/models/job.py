"""Work outside the request: PostgreSQL is the queue of record."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from integrity.models.record import new_id


class JobState(models.TextChoices):
    QUEUED = "QUEUED", _("Waiting")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    DEAD = "DEAD", _("Failed")


class Job(models.Model):
    """A piece of work asked for once: `kind` and `key` are unique together.

    A worker claims it by lease and commits fenced by `attempt`, so that it is done exactly once
    whoever dies on the way. `claimed_at` is the last claim by PostgreSQL's clock, and
    `claimed_by_clock` the same moment by the worker's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(db_default=Now())
    part = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField(db_default=Now())
    claimed_at = models.DateTimeField(null=True)
    claimed_by_clock = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "key"], name="job_asked_once"),
            models.CheckConstraint(
                condition=models.Q(part__lte=models.F("parts")), name="job_part"
            ),
        )
        indexes = (
            models.Index(
                fields=["not_before"],
                condition=models.Q(state__in=["QUEUED", "RUNNING"]),
                name="job_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_open(self) -> bool:
        return self.state in {JobState.QUEUED, JobState.RUNNING}

    @property
    def percent(self) -> int:
        return 100 * self.part // self.parts if self.parts else 0
