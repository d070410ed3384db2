"""Jobs that wait, run and failed, a worker whose clock is off, and a check that found something."""

from __future__ import annotations

from datetime import timedelta

from django.test import override_settings
from django.utils import timezone

from integrity.jobs import Claim, ask
from integrity.jobs.lease import claim
from integrity.models import Job, TrailCheck
from people.commands.roles import alter_role
from people.models import Role
from people.permissions import Permission
from tests import cast

KIND = "batch_record_pdf"
ERROR = "UnreachableFont: none of the fonts that the record is set in was found by the worker"
DIFFERENCE = "batches_entry 0193a1c0-0000-7000-8000-000000000001 differs in raw"


def load_jobs() -> None:
    """No worker runs beside this page, so everything stays as it is left here."""
    cast.make_people(cast.make_facility())
    leave_roles_of_an_older_release()
    ask(KIND, key="0193a1c0-0000-7000-8000-000000000002:7", payload={})
    ask("mail_head", key="2026-11-02", payload={})
    held(KIND, "0193a1c0-0000-7000-8000-000000000003:2").report(3, 8)
    with override_settings(JOB_ATTEMPTS=1):
        held(KIND, "0193a1c0-0000-7000-8000-000000000004:1").give_back(ERROR)
        held("mail_head", "2026-11-01").give_back("SMTPServerDisconnected: please run connect()")
    now = timezone.now()
    Job.objects.filter(kind="mail_head").update(
        claimed_at=now, claimed_by_clock=now + timedelta(seconds=75)
    )
    TrailCheck.objects.create(
        begun_at=now, ended_at=now, seq=40, found=2, differences=[DIFFERENCE, DIFFERENCE]
    )


def leave_roles_of_an_older_release() -> None:
    """Nobody reviews a trail; the operator may read it, as this facility decided."""
    for code in ("qa-reviewer", "qualified-person"):
        change(code, less=Permission.REVIEW_TRAIL)
    change("operator", more=Permission.VIEW_TRAIL)


def change(code: str, *, less: str = "", more: str = "") -> None:
    role = Role.objects.get(code=code)
    held = {*role.permissions, more} - {less, ""}
    alter_role(
        role=role, title=role.title, permissions=held, reason="Older release", by=cast.SETUP,
        at=cast.NOW,
    )  # fmt: skip


def held(kind: str, key: str) -> Claim:
    found = claim(ask(kind, key=key, payload={}).pk)
    assert found is not None
    return found
