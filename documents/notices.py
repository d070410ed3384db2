"""What people are told of controlled documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentVersion, Training, TrainingNeed, VersionState
from documents.queries import reviews_due
from documents.trained import SOON, TRAINED_ON
from integrity.models import AuditEvent
from people.models import Membership, Severity, User
from people.models.qualification import day_of, end_of
from people.notifications.about import About, Due
from people.notifications.kinds import contribute_due, notifies
from people.permissions import Permission


def submitted_version(event: AuditEvent) -> About | None:
    """Until it was reviewed or sent back."""
    version = _version(event)
    waits = version.state == VersionState.IN_REVIEW and not version.reviewed_at
    return about_version(version) if waits else None


def reviewed_version(event: AuditEvent) -> About | None:
    """Until it was approved or sent back."""
    version = _version(event)
    waits = version.state == VersionState.IN_REVIEW and version.reviewed_at
    return about_version(version) if waits else None


def returned_version(event: AuditEvent) -> About | None:
    """To those who wrote in it."""
    version = _version(event)
    return about_version(version) if version.state == VersionState.DRAFT else None


def about_version(version: DocumentVersion) -> About:
    page = reverse("document-version", args=[version.document.code, version.number])
    return About(
        code=str(version), link=lambda reader: page, sees=reads, concerns=tuple(version.writers)
    )


def reads(user: User) -> bool:
    return user.is_of_facility and user.may(Permission.VIEW_DOCUMENTS)


def due_reviews(at: datetime) -> Iterator[Due]:
    """From 30 days before; whoever holds the role that answers for the document."""
    due = list(reviews_due(at))
    held = Membership.objects.valid(at).filter(role__in={one.document.owner_id for one in due})
    holders: dict[object, list[Membership]] = {}
    for one in held:
        holders.setdefault(one.role_id, []).append(one)
    for version in due:
        if version.next_review_on is None:
            continue
        told = about_version(version)
        owners = holders.get(version.document.owner_id, ())
        yield Due(
            key=f"{version.pk} {version.next_review_on}", due_at=end_of(version.next_review_on),
            code=told.code, link=told.link, sees=reads,
            concerns=tuple(held.user_id for held in owners),
        )  # fmt: skip


def opened_training(event: AuditEvent) -> About | None:
    """To whoever holds a role that is trained on it, until the next version is approved."""
    version = _version(event)
    if version.state not in TRAINED_ON:
        return None
    at = event.at
    roles = TrainingNeed.objects.current().filter(document=version.document).values("role")
    held = Membership.objects.valid(at).filter(role__in=roles)
    concerned = tuple(held.values_list("user", flat=True).distinct())
    return replace(about_version(version), concerns=concerned) if concerned else None


def ending_trainings(at: datetime) -> Iterator[Due]:
    """From 30 days before, of effective versions; a later one that counts settles it."""
    today = day_of(at)
    later = Training.objects.counting(at).filter(
        user=OuterRef("user"), version_of=OuterRef("version_of"),
        trained_on__gt=OuterRef("trained_on"),
    )  # fmt: skip
    ending = Training.objects.counting(at).filter(  # type: ignore[misc]
        ~Exists(later), ends_on__range=(today, today + SOON), user__is_active=True,
        version_of__state=VersionState.EFFECTIVE,
    )  # fmt: skip
    for one in ending.select_related("user", "version_of__document"):
        ends_on: date = one.ends_on  # type: ignore[attr-defined]
        told = about_version(one.version_of)
        yield Due(
            key=f"{one.user_id} {one.version_of_id} {ends_on}",
            due_at=end_of(ends_on), code=f"{told.code} · {one.user.display_name}",
            link=told.link, sees=reads, concerns=(one.user_id,),
        )  # fmt: skip


def _version(event: AuditEvent) -> DocumentVersion:
    return DocumentVersion.objects.select_related("document").get(pk=event.subject_id)


notifies(
    "document_version.submitted", title=_("Document to be reviewed"), severity=Severity.DUE,
    about=submitted_version,
)  # fmt: skip
notifies(
    "document_version.reviewed", title=_("Document to be approved"), severity=Severity.DUE,
    about=reviewed_version,
)  # fmt: skip
notifies(
    "document_version.returned", title=_("Document sent back"), severity=Severity.INFO,
    about=returned_version,
)  # fmt: skip
notifies(
    "document_version.approved", title=_("Training is open"), severity=Severity.DUE,
    about=opened_training,
)  # fmt: skip
contribute_due(
    "training.ends", title=_("Training ends"), severity=Severity.DUE, source=ending_trainings
)
contribute_due(
    "document.review_due", title=_("Document is to be reviewed again"), severity=Severity.DUE,
    source=due_reviews,
)  # fmt: skip
