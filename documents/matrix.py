"""The training matrix: people, the documents their roles need, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentVersion, Training, TrainingNeed
from documents.trained import SOON, TRAINED_ON
from people.models import Membership, OrganisationKind, Role, User
from people.models.qualification import day_of


class Standing(StrEnum):
    TRAINED = "ok"
    ENDS_SOON = "alert"
    EXPIRED = "action"
    TO_DO = "hold"
    NOT_NEEDED = "neutral"

    @property
    def label(self) -> str | Promise:
        return LABELS[self]


LABELS: dict[Standing, str | Promise] = {
    Standing.TRAINED: _("Trained"),
    Standing.ENDS_SOON: _("Ends soon"),
    Standing.EXPIRED: _("Expired"),
    Standing.TO_DO: _("To do"),
    Standing.NOT_NEEDED: _("Not needed"),
}


@dataclass(frozen=True)
class Cell:
    """Where a person stands with a version; `assessed` asks for an assessment.

    `training` is the one that counts, with its evidence.
    """

    version: DocumentVersion
    standing: Standing
    ends_on: date | None = None
    assessed: bool = False
    training: Training | None = None


@dataclass(frozen=True)
class Matrix:
    versions: list[DocumentVersion]
    rows: list[tuple[User, list[Cell]]]


def matrix(at: datetime, role: Role | None = None) -> Matrix:
    """For holders of the role, or everybody; the effective versions and those that come next.

    With a role its documents are shown; where a person stands is judged by all roles of theirs.
    """
    asked: dict[UUID, dict[UUID, bool]] = defaultdict(dict)  # role, document, assessed
    for need in TrainingNeed.objects.current():
        asked[need.role_id][need.document_id] = need.assessed
    shown = asked if role is None else {role.pk: asked.get(role.pk, {})}
    versions = _versions({document for documents in shown.values() for document in documents})
    people = _people(at, asked, shown)
    held = _held(people, versions, at)
    rows = [
        (user, [_cell(version, documents, held, user, at) for version in versions])
        for user, documents in people.items()
    ]
    return Matrix(versions, rows)


def _versions(documents: Iterable[UUID]) -> list[DocumentVersion]:
    """The effective one of each document, and the approved one that people train on already."""
    found = DocumentVersion.objects.filter(document__in=documents, state__in=TRAINED_ON)
    return list(found.select_related("document").defer("text").order_by("document__code", "number"))


def _people(
    at: datetime, asked: dict[UUID, dict[UUID, bool]], shown: Collection[UUID]
) -> dict[User, dict[UUID, bool]]:
    """Who holds one of the roles in the facility, with the documents that all their roles need."""
    held = Membership.objects.valid(at).filter(
        role__in=asked, organisation__kind=OrganisationKind.FACILITY, user__is_active=True
    )
    found: dict[User, dict[UUID, bool]] = {}
    holders = set()
    for one in held.select_related("user").order_by("user__display_name", "user_id"):
        needed = found.setdefault(one.user, {})
        for document, assessed in asked[one.role_id].items():
            needed[document] = needed.get(document, False) or assessed
        if one.role_id in shown:
            holders.add(one.user)
    return {user: needed for user, needed in found.items() if user in holders}


def _held(
    people: Iterable[User], versions: list[DocumentVersion], at: datetime
) -> dict[tuple[UUID, UUID], Training]:
    """The newest training that counts, of each person on each version."""
    known = Training.objects.counting(at).filter(user__in=list(people), version_of__in=versions)
    return {(one.user_id, one.version_of_id): one for one in known.order_by("trained_on", "pk")}


def _cell(
    version: DocumentVersion,
    needed: dict[UUID, bool],
    held: dict[tuple[UUID, UUID], Training],
    user: User,
    at: datetime,
) -> Cell:
    assessed = needed.get(version.document_id)
    if assessed is None:
        return Cell(version, Standing.NOT_NEEDED)
    last = held.get((user.pk, version.pk))
    if last is None:
        return Cell(version, Standing.TO_DO, assessed=assessed)
    ends_on: date | None = last.ends_on  # type: ignore[attr-defined]
    return Cell(version, _standing(ends_on, at), ends_on, assessed, last)


def _standing(ends_on: date | None, at: datetime) -> Standing:
    if ends_on is None or ends_on > day_of(at + SOON):
        return Standing.TRAINED
    return Standing.EXPIRED if ends_on < day_of(at) else Standing.ENDS_SOON
