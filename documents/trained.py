"""Who is trained on what: asked by the gates and by everybody's own work."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from documents.models import DocumentVersion, Training, TrainingNeed, VersionState
from documents.models.controlled import Versions
from people.models import Membership, User
from people.models.qualification import day_of

TRAINED_ON = (VersionState.APPROVED, VersionState.EFFECTIVE)
SOON = timedelta(days=30)


def with_training(
    versions: Versions, user: User, at: datetime, day: date | None = None
) -> Versions:
    """Versions as this person stands with them, by what the roles held at that moment need.

    `is_needed` says that a role is trained on it, `assessed` that reading will not do,
    `is_trained` that a training which will do holds on the day, by default on that of the moment;
    `ends_on` is the last day of the newest one.
    """
    roles = Membership.objects.valid(at).filter(user=user).values("role")
    needs = TrainingNeed.objects.current().filter(document=OuterRef("document"), role__in=roles)
    own = Training.objects.filter(user=user, version_of=OuterRef("pk"))
    newest = own.counting(at).order_by("-trained_on", "-pk").values("ends_on")[:1]  # type: ignore[misc]
    return versions.annotate(
        is_needed=Exists(needs),
        assessed=Exists(needs.filter(assessed=True)),
        is_trained=Exists(own.holding(at, day or day_of(at))),
        ends_on=Subquery(newest),
    )


def open_for(user: User, at: datetime, within: timedelta = SOON) -> Versions:
    """Versions that the person is to be trained on, or again within a time; what is due first."""
    after = day_of(at + within) + timedelta(days=1)
    known = DocumentVersion.objects.filter(state__in=TRAINED_ON)
    rows = with_training(known, user, at, after).filter(is_needed=True, is_trained=False)  # type: ignore[misc]
    return rows.select_related("document").order_by(
        Coalesce("ends_on", F("effective_on")), "document__code"
    )


def has_read(user: User, version: DocumentVersion, at: datetime) -> bool:
    """Whether the person signed for it and need not again today, whatever else is asked."""
    own = Training.objects.filter(user=user, version_of=version).judged(at)
    return own.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day_of(at))).exists()


def last_day(training: Training, at: datetime) -> date | None:
    """When it ends, as the needs of the person's roles say then."""
    judged = Training.objects.judged(at).filter(pk=training.pk)
    return judged.values_list("ends_on", flat=True).first()  # type: ignore[misc]
