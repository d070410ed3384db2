"""Executing a demo batch from its file: who recorded what, when, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from batches.commands.execution import complete_step, verify_step
from batches.models import BatchRecord, BatchStep
from cgtlims.demo.pen import Pen
from integrity.signatures.meanings import Meaning
from people.models import User


@dataclass(frozen=True)
class Diary:
    """The entries of a batch file; day 0 is `first_day` in the facility's zone."""

    entries: Mapping[str, Any]
    first_day: date
    codes: Mapping[str, str]

    def instant(self, day: int, clock: str) -> datetime:
        zone: ZoneInfo = timezone.get_default_timezone()
        return datetime.combine(
            self.first_day + timedelta(days=day), time.fromisoformat(clock), tzinfo=zone
        )

    def typed(self, value: Any) -> str:
        """What the operator typed: a time as the picker writes it, a code of this batch's own."""
        if isinstance(value, dict):
            return self.instant(value["day"], value["time"]).strftime("%Y-%m-%d %H:%M")
        return self.codes.get(str(value), str(value))


def execute(batch: BatchRecord, diary: Diary, users: Mapping[str, User], pen: Pen) -> None:
    """Performs and verifies every step that the diary has, in order."""
    steps = BatchStep.objects.filter(operation__batch=batch).select_related("operation")
    for step in steps.prefetch_related("parameters"):
        entry = diary.entries.get(step.number)
        if entry is None:
            return
        at = diary.instant(entry["day"], entry["time"])
        values = {
            str(parameter.pk): diary.typed(entry["values"][parameter.name])
            for parameter in step.parameters.all()
        }
        remark = entry.get("remark", "")
        complete_step(step=step, values=values, remark=remark, by=users[entry["by"]], at=at)
        if verifier := entry.get("verified_by"):
            verified_at = diary.instant(entry["day"], entry["verified_time"])
            checks = users[verifier]
            attested = pen.attest(step, Meaning.VERIFIED, by=checks, at=verified_at)
            verify_step(step=step, by=checks, at=verified_at, attested=attested)
