"""Batches, rooms, documents, jobs and what the trail tells of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from batches.commands.batches import create_batch
from batches.commands.execution import complete_step
from batches.gates import step_blockers
from batches.models import BatchRecord, BatchStep, MasterBatchRecord
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import Room, RoomState
from integrity.models import AuditEvent, Job, JobState
from integrity.overrulings import overruling_of
from integrity.signatures.content import content_hash
from integrity.trail.review import review_of
from people.models import User
from tests import cast
from tests.api.world import file_pdf
from tests.passwords import PASSWORD

EXECUTED, OPEN, PERFORMED, BLOCKED = (f"CART-26-00{n}" for n in range(1, 5))
SIGNED_BY_CALLER = {"who": "as-{caller}", "secret": PASSWORD}


@dataclass
class Batches:
    """A batch of each kind: executed, open, with a step to verify, with a room out of service."""

    people: dict[str, User]

    def __post_init__(self) -> None:
        master = cast.make_small_master(self.people)
        batch = cast.make_batch(self.people, master, EXECUTED)
        self.executed = cast.execute(self.people, batch)
        self.rendition = file_pdf(self.people, self.executed)
        self.open = first_step(cast.make_batch(self.people, master, OPEN))
        self.performed = first_step(cast.make_batch(self.people, master, PERFORMED))
        complete_step(
            step=self.performed, values=cast.answers(self.performed),
            by=self.people["jvermaat"], at=cast.NOW,
        )  # fmt: skip
        self.blocked = first_step(blocked_batch(self.people, master))

    @cached_property
    def places(self) -> dict[str, dict[str, object]]:
        number = {"number": EXECUTED}
        pdf = {**number, "version": self.executed.version}
        record = {"kind": "batches.batchrecord", "key": self.executed.pk}
        rendition = {"id": self.rendition.rendition_id}
        event = AuditEvent.objects.filter(verb="batch.created").earliest("seq")
        return {
            "room": {"code": "CR05"},
            "batch": {**number},
            "batch-materials": {**number},
            "batch-results": {**number},
            "batch-documents": {**number},
            "batch-documents-progress": {**number},
            "batch-pdf": {**pdf},
            "batch-pdf-file": {**pdf},
            "step": {"number": OPEN, "place": "1.1"},
            "step-verify": {"number": PERFORMED, "place": "1.1"},
            "step-overrule": {"number": BLOCKED, "place": "1.1"},
            "api-batch": {"id": self.executed.pk},
            "api-batch-renditions": {"id": self.executed.pk},
            "api-rendition": {**rendition},
            "api-rendition-content": {**rendition},
            "api-problem": {"name": "not-found"},
            "job-retry": {"pk": failed_job().pk},
            "trail-record": {**record},
            "trail-latest": {**record},
            "trail-review": {**record},
            "trail-person": {"key": self.people["kadler"].pk},
            "trail-command": {"key": event.command_id},
        }

    @cached_property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        performed = BatchStep.objects.get(pk=self.performed.pk)
        return {
            ("room", "POST"): {
                "state": "TO_BE_CLEANED", "reason": "After the shift",
                "version": Room.objects.get(code="CR05").version,
            },
            ("step", "POST"): cast.answers(self.open),
            ("step-verify", "POST"): {**SIGNED_BY_CALLER, "shown": content_hash(performed)},
            ("step-overrule", "POST"): self.overruling,
            ("job-retry", "POST"): {"reason": "The disk was emptied"},
            ("batch-new", "POST"): {
                "number": "CART-26-099", "patient_code": "NLT-0060",
                "chain_of_identity": "COI-2H8R-09E2", "room-1": "CR05", "room-2": "CR05",
            },
            ("trail-export", "POST"): {"file": "csv"},
            ("trail-review", "POST"): self.trail_review,
        }  # fmt: skip

    @property
    def trail_review(self) -> dict[str, Any]:
        """The review's id is the command's."""
        key = uuid.uuid4()
        about = review_of("batches.batchrecord", self.executed.pk, EXECUTED, key)
        return {**SIGNED_BY_CALLER, "command_id": str(key), "shown": content_hash(about)}

    @property
    def overruling(self) -> dict[str, Any]:
        """Both sign what blocks the step; the overruling's id is the command's."""
        key, step = uuid.uuid4(), self.blocked
        blockers = step_blockers(step, by=self.people["jvermaat"], at=cast.NOW)
        shown = content_hash(overruling_of(step, step_blockers, blockers, key))
        return {
            **SIGNED_BY_CALLER, "command_id": str(key), "shown": shown,
            "reason": "Cells are in the bag", "second_who": "aowusu", "second_secret": PASSWORD,
        }  # fmt: skip


def first_step(batch: BatchRecord) -> BatchStep:
    step = BatchStep.objects.filter(operation__batch=batch).order_by("position").first()
    assert step is not None
    return step


def blocked_batch(people: dict[str, User], master: MasterBatchRecord) -> BatchRecord:
    """Its room went out of service after it had begun."""
    room = cast.make_room("CR06")
    batch = create_batch(
        master=master, number=BLOCKED, rooms={1: room, 2: room}, patient_code="NLT-0061",
        chain_of_identity="COI-2H8R-09E3", by=people["kadler"], at=cast.NOW,
    )  # fmt: skip
    change_room_state(
        room=room, state=RoomState.OUT_OF_SERVICE, reason="Filter", by=people["kadler"], at=cast.NOW
    )
    return batch


def failed_job() -> Job:
    return Job.objects.create(
        kind="mail_head", key="2026-11-02", state=JobState.DEAD, attempt=3, error="OSError: disk"
    )
