"""Controlled documents in every state, made by the commands that people use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from documents.commands.approving import approve_version, make_effective, review_version
from documents.commands.drafting import draft_version, submit_version
from documents.commands.registering import assign_activities, register_document
from documents.commands.training import (
    assess_person,
    define_training_need,
    open_version,
    read_document,
)
from documents.models import Document, DocumentVersion, TrainedHow, Training
from documents.services import CALENDAR
from integrity.signatures.meanings import Meaning
from people.commands.memberships import give_role
from people.models import Organisation, OrganisationKind, Role, User
from people.models.qualification import day_of
from tests.cast import NOW, SETUP
from tests.signing import attested, attested_for

TEXT = "# Purpose\n\nReceive the bag.\n\n- Read the code aloud.\n- Weigh the bag."
PEOPLE = {"author": "kadler", "reviewer": "nbakker", "approver": "mlindqvist"}


def document(people: dict[str, User], code: str = "SOP-017", **more: Any) -> Document:
    given = {"title": "Receipt of apheresis", "kind": "SOP", "review_months": 24, **more}
    owner = Role.objects.get(code="production-lead")
    return register_document(code=code, owner=owner, by=people["kadler"], at=NOW, **given)


def draft(
    people: dict[str, User], about: Document, text: str = TEXT, at: datetime = NOW, **more: Any
) -> DocumentVersion:
    given = {"change_reason": "First version", "effective_on": day_of(at), **more}
    return draft_version(document=about, text=text, by=people["kadler"], at=at, **given)


def submitted(people: dict[str, User], about: Document, **more: Any) -> DocumentVersion:
    version = draft(people, about, **more)
    return submit_version(version=version, by=people["kadler"], at=more.get("at", NOW))


def reviewed(people: dict[str, User], version: DocumentVersion, at: datetime = NOW) -> Any:
    by = people["nbakker"]
    return review_version(
        version=version, by=by, at=at, attested=attested(by, version, Meaning.REVIEWED, at)
    )


def approved(people: dict[str, User], about: Document, **more: Any) -> DocumentVersion:
    at, by = more.get("at", NOW), people["mlindqvist"]
    version = reviewed(people, submitted(people, about, **more), at)
    known = attested(by, version, Meaning.APPROVED, at)
    reason = "Needed at once"
    return approve_version(version=version, by=by, at=at, attested=known, reason=reason)


def effective(people: dict[str, User], about: Document, **more: Any) -> DocumentVersion:
    version = approved(people, about, **more)
    return make_effective(version=version, by=CALENDAR, at=more.get("at", NOW))


def in_days(days: int) -> datetime:
    return NOW + timedelta(days=days)


def need(people: dict[str, User], about: Document, role: str = "operator", **more: Any) -> Any:
    given = {"assessed": False, **more}
    return define_training_need(
        document=about, role=Role.objects.get(code=role), by=people["mlindqvist"], at=NOW, **given
    )


def give(user: User, role: str) -> None:
    """Another role in the facility, from now on."""
    facility = Organisation.objects.get(kind=OrganisationKind.FACILITY)
    known = Role.objects.get(code=role)
    give_role(user=user, role=known, organisation=facility, by=SETUP, at=NOW)


def opened(user: User, version: DocumentVersion, at: datetime = NOW) -> Any:
    return open_version(version=version, by=user, at=at)


def governing(people: dict[str, User], about: Document, *activities: str) -> Document:
    by = people["mlindqvist"]
    return assign_activities(
        document=about, activities=activities, reason="Risk was assessed", by=by, at=NOW
    )


def read(user: User, version: DocumentVersion, at: datetime = NOW) -> Training:
    shown = Training(user=user, version_of=version, how=TrainedHow.READ)
    known = attested_for(user, shown, Meaning.READ, at)
    return read_document(shown=shown, by=user, at=at, attested=known)


def assess(user: User, version: DocumentVersion, by: User, at: datetime = NOW) -> Training:
    shown = Training(user=user, version_of=version, how=TrainedHow.ASSESSED)
    known = attested_for(by, shown, Meaning.VERIFIED, at)
    return assess_person(
        shown=shown, evidence="TR-0042", trained_on=day_of(at), by=by, at=at, attested=known
    )
