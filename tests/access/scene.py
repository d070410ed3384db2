"""The records that are asked for and the people who ask, made by commands.

A new route with parameters gets its record in `places`; a method that changes something gets in
`bodies` what a person would send, so that "ok" means that it was done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStep
from integrity.models import Job, JobState
from people.commands.accounts import give_role, register_user
from people.models import Organisation, OrganisationKind, Role, User
from tests import cast
from tests.access.book import callers
from tests.api.world import file_pdf

MINE, OTHER = "NORTHLIGHT", "HALDEN"
# Roles that people of a sponsor have; all others are the facility's.
OF_SPONSOR = {"partner"}


@dataclass
class Scene:
    """`places` are the parameters of a route; `bodies` what is sent by route and method."""

    users: dict[str, User | None]
    places: dict[str, dict[str, object]]
    bodies: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def made() -> Scene:
    people = cast.make_people(cast.make_facility())
    master = cast.make_small_master(people)
    executed = cast.execute(people, cast.make_batch(people, master, "CART-26-001"))
    rendition = file_pdf(people, executed)
    open_step = first_step(cast.make_batch(people, master, "CART-26-002"))
    performed = first_step(cast.make_batch(people, master, "CART-26-003"))
    complete_step(
        step=performed, values=cast.answers(performed), by=people["jvermaat"], at=cast.NOW
    )
    batch, pdf = (
        {"number": executed.number},
        {"number": executed.number, "version": executed.version},
    )
    return Scene(
        users={name: user_of(name) for name in callers()},
        places={
            "room": {"code": "CR05"},
            "batch": batch,
            "batch-results": batch,
            "batch-documents": batch,
            "batch-documents-progress": batch,
            "batch-pdf": pdf,
            "batch-pdf-file": pdf,
            "step": {"number": "CART-26-002", "place": "1.1"},
            "step-verify": {"number": "CART-26-003", "place": "1.1"},
            "api-batch": {"id": executed.pk},
            "api-batch-renditions": {"id": executed.pk},
            "api-rendition": {"id": rendition.rendition_id},
            "api-rendition-content": {"id": rendition.rendition_id},
            "api-problem": {"name": "not-found"},
            "job-retry": {"pk": failed_job().pk},
        },
        bodies={
            ("sign-in", "POST"): {"username": "jvermaat", "password": cast.PASSWORD},
            ("room", "POST"): {"state": "CLEANING", "note": "After the shift"},
            ("step", "POST"): cast.answers(open_step),
            ("job-retry", "POST"): {"reason": "The disk was emptied"},
            ("batch-new", "POST"): {
                "number": "CART-26-099", "patient_code": "NLT-0060",
                "chain_of_identity": "COI-2H8R-09E2", "room-1": "CR05", "room-2": "CR05",
            },
        },
    )  # fmt: skip


def first_step(batch: BatchRecord) -> BatchStep:
    step = BatchStep.objects.filter(operation__batch=batch).order_by("position").first()
    assert step is not None
    return step


def failed_job() -> Job:
    return Job.objects.create(
        kind="mail_head", key="2026-11-02", state=JobState.DEAD, attempt=3, error="OSError: disk"
    )


def user_of(caller: str) -> User | None:
    """A person of the role and of nothing else, who has done nothing yet."""
    if caller == "anonymous":
        return None
    user = register_user(
        username=f"as-{caller}", display_name=f"As {caller}", password=cast.PASSWORD,
        by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    if caller == "no-role":
        return user
    role = "partner" if caller == "other-sponsor" else caller
    give_role(
        user=user, role=Role.objects.get(code=role), organisation=organisation_of(caller),
        by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    return user


def organisation_of(caller: str) -> Organisation:
    if caller == "other-sponsor":
        return Organisation.objects.get(code=OTHER)
    if caller in OF_SPONSOR:
        return Organisation.objects.get(code=MINE)
    return Organisation.objects.get(kind=OrganisationKind.FACILITY)
