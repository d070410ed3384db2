"""Who is trained on what: asked by the gate, the matrix and everybody's own work."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from documents.models import DocumentVersion, TrainedHow, Training, TrainingNeed, VersionState
from documents.models.controlled import Versions
from people.models import User
from people.models.qualification import day_of
from people.qualifications import after_months

TRAINED_ON = (VersionState.APPROVED, VersionState.EFFECTIVE)
SOON = timedelta(days=30)


def trained_how(
    user: User, versions: Iterable[DocumentVersion], at: datetime
) -> dict[UUID, set[str]]:
    """In which ways the person is trained on each version now."""
    held = Training.objects.holding(day_of(at)).filter(user=user, version_of__in=list(versions))
    found: dict[UUID, set[str]] = {}
    for version, how in held.values_list("version_of", "how"):
        found.setdefault(version, set()).add(how)
    return found


def roles_of(user: User) -> list[UUID]:
    return [held.role_id for held in user.active_memberships]


def must_be_assessed(user: User, documents: Collection[str]) -> set[str]:
    """Those of the documents on which a role of the person is assessed."""
    needs = TrainingNeed.objects.current().filter(
        role__in=roles_of(user), assessed=True, document__code__in=documents
    )
    return set(needs.values_list("document__code", flat=True))


def expiry(user: User, version: DocumentVersion, trained_on: date) -> date | None:
    """As the shortest of the needs of the person's roles says; nothing when none of them does."""
    needs = TrainingNeed.objects.current().filter(
        role__in=roles_of(user), document=version.document_id, months__isnull=False
    )
    months = needs.order_by("months").values_list("months", flat=True).first()
    return after_months(trained_on, months)


def open_for(user: User, at: datetime, within: timedelta = SOON) -> Versions:
    """Versions that the person is to be trained on, or again within a time; what is due first.

    `ends_on` is when a training that is there ends, `assessed` that reading will not do.
    """
    needs = TrainingNeed.objects.current().filter(
        document=OuterRef("document"), role__in=roles_of(user)
    )
    own = Training.objects.filter(user=user, version_of=OuterRef("pk"))
    lasting = own.holding(day_of(at + within) + timedelta(days=1))
    last = own.values("version_of").annotate(last=Max("expires_on")).values("last")
    rows = DocumentVersion.objects.filter(Exists(needs), state__in=TRAINED_ON).annotate(
        assessed=Exists(needs.filter(assessed=True)),
        is_read=Exists(lasting),
        is_assessed=Exists(lasting.filter(how=TrainedHow.ASSESSED)),
        ends_on=Subquery(last),
    )
    rows = rows.exclude(Q(is_assessed=True) | Q(assessed=False, is_read=True))
    return rows.select_related("document").order_by(
        Coalesce("ends_on", F("effective_on")), "document__code"
    )
