"""The training matrix: people, the documents their roles need, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentVersion, TrainedHow, Training, TrainingNeed
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
    expires_on: date | None = None
    assessed: bool = False
    training: Training | None = None


@dataclass(frozen=True)
class Matrix:
    versions: list[DocumentVersion]
    rows: list[tuple[User, list[Cell]]]


def matrix(at: datetime, role: Role | None = None) -> Matrix:
    """For holders of the role, or everybody; the effective versions and those that come next."""
    needs = TrainingNeed.objects.current().select_related("role")
    if role is not None:
        needs = needs.filter(role=role)
    versions = _versions({one.document_id for one in needs})
    asked: dict[UUID, dict[UUID, bool]] = defaultdict(dict)  # role, document, assessed
    for need in needs:
        asked[need.role_id][need.document_id] = need.assessed
    people = _people(at, asked)
    held = _held(people, versions)
    rows = [
        (user, [_cell(version, documents, held[user.pk, version.pk], at) for version in versions])
        for user, documents in people.items()
    ]
    return Matrix(versions, rows)


def _versions(documents: Iterable[UUID]) -> list[DocumentVersion]:
    """The effective one of each document, and the approved one that people train on already."""
    found = DocumentVersion.objects.filter(document__in=documents, state__in=TRAINED_ON)
    return list(found.select_related("document").defer("text").order_by("document__code", "number"))


def _people(at: datetime, asked: dict[UUID, dict[UUID, bool]]) -> dict[User, dict[UUID, bool]]:
    """Who holds one of the roles in the facility, with the documents that they need."""
    held = Membership.objects.valid(at).filter(
        role__in=asked, organisation__kind=OrganisationKind.FACILITY, user__is_active=True
    )
    found: dict[User, dict[UUID, bool]] = {}
    for one in held.select_related("user").order_by("user__display_name", "user_id"):
        needed = found.setdefault(one.user, {})
        for document, assessed in asked[one.role_id].items():
            needed[document] = needed.get(document, False) or assessed
    return found


def _held(
    people: Iterable[User], versions: list[DocumentVersion]
) -> defaultdict[tuple[UUID, UUID], list[Training]]:
    found: defaultdict[tuple[UUID, UUID], list[Training]] = defaultdict(list)
    for one in Training.objects.filter(user__in=list(people), version_of__in=versions):
        found[one.user_id, one.version_of_id].append(one)
    return found


def _cell(
    version: DocumentVersion, needed: dict[UUID, bool], held: list[Training], at: datetime
) -> Cell:
    assessed = needed.get(version.document_id)
    if assessed is None:
        return Cell(version, Standing.NOT_NEEDED)
    fit = [one for one in held if one.how == TrainedHow.ASSESSED or not assessed]
    if not fit:
        return Cell(version, Standing.TO_DO, assessed=assessed)
    last = max(fit, key=lambda one: one.expires_on or date.max)
    return Cell(version, _standing(last.expires_on, at), last.expires_on, assessed, last)


def _standing(expires_on: date | None, at: datetime) -> Standing:
    if expires_on is None or expires_on > day_of(at + SOON):
        return Standing.TRAINED
    return Standing.EXPIRED if expires_on < day_of(at) else Standing.ENDS_SOON
