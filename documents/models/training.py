from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from documents.models.controlled import Document, DocumentVersion
from integrity.models import Deed, Record, Signable, paired
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from people.models import Membership, Role
from people.permissions import Permission

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import User


class TrainingNeeds(models.QuerySet["TrainingNeed"]):
    def current(self) -> TrainingNeeds:
        return self.filter(ended_at__isnull=True)


class TrainingNeed(Record):
    """Whoever holds the role is trained on the document: has read it, or was assessed on it.

    A training holds so many months, or as long as its version does.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="needs")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    assessed = models.BooleanField(default=False)
    months = models.PositiveSmallIntegerField(null=True)
    defined_at = models.DateTimeField()
    defined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[TrainingNeeds] = TrainingNeeds.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("document__code", "role__title")
        constraints = (
            models.UniqueConstraint(
                fields=["document", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="documents_training_need_once",
            ),
            paired("defined"),
            paired("ended"),
        )

    def __str__(self) -> str:
        return f"{self.document} {self.role}"


class TrainedHow(models.TextChoices):
    READ = "READ", _("Read and understood")
    ASSESSED = "ASSESSED", _("Assessed")


class Trainings(models.QuerySet["Training"]):
    def visible_to(self, user: User) -> Trainings:
        """One's own; those of others for who trains or reads people."""
        reads = user.may(Permission.TRAIN_PEOPLE) or user.may(Permission.VIEW_PEOPLE)
        return self if user.is_of_facility and reads else self.filter(user=user)

    def judged(self, at: datetime) -> Trainings:
        """Each as the needs say that there are for the roles which its person holds then.

        `ends_on` is its last day, by the shortest of them; `asked` that reading will not do.
        """
        roles = Membership.objects.valid(at).filter(user=OuterRef(OuterRef("user")))
        needs = TrainingNeed.objects.current().filter(
            document=OuterRef("version_of__document"), role__in=roles.values("role")
        )
        months = needs.filter(months__isnull=False).order_by("months").values("months")[:1]
        return self.annotate(
            ends_on=AfterMonths(F("trained_on"), Subquery(months)),
            asked=Exists(needs.filter(assessed=True)),
        )

    def counting(self, at: datetime) -> Trainings:
        """Judged, without those that were read where a role of the person is assessed."""
        return self.judged(at).filter(Q(how=TrainedHow.ASSESSED) | Q(asked=False))

    def holding(self, at: datetime, day: date) -> Trainings:
        """Those that count as it is at that moment, and hold on the day; the last day counts."""
        return self.counting(at).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class AfterMonths(Func):
    """The same day so many months later, or the last one of a shorter month; none without."""

    template = "(%(expressions)s)::date"
    arg_joiner = " + interval '1 month' * "
    output_field = models.DateField()


class Training(Signable):
    """A person was trained on a version: signed by the person who read it, or by the trainer.

    How long it holds is never kept: it is judged by what the person's roles need when it is asked.
    """

    written_once = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trainings"
    )
    version_of = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, related_name="trainings"
    )
    how = models.CharField(max_length=8, choices=TrainedHow.choices)
    evidence = models.CharField(max_length=200, blank=True)
    trained_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Trainings] = Trainings.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-trained_on", "-pk")
        indexes = (models.Index(fields=["user", "version_of"], name="training_of"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(how=TrainedHow.READ, recorded_by=models.F("user"))
                | models.Q(how=TrainedHow.ASSESSED) & ~models.Q(recorded_by=models.F("user")),
                name="documents_training_signed_by_whom",
            ),
            paired("recorded"),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.version_of}"

    def signed_content(self) -> dict[str, Any]:
        """Who was trained on what, word for word; the evidence stands with the signature."""
        return {
            "person": self.user.username,
            "document": str(self.version_of),
            "content": content_hash(self.version_of),
            "how": self.how,
        }

    def deeds(self) -> Iterable[Deed]:
        """Nobody assesses oneself."""
        if self.how == TrainedHow.ASSESSED:
            yield Deed(Meaning.PERFORMED, self.user.pk, self.user.display_name)


class Opening(Record):
    """A person opened the PDF of a version: reading it is signed for afterwards, never before."""

    part_of = "version_of"
    written_once = True

    version_of = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, related_name="openings"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("opened_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["version_of", "opened_by"], name="documents_opened_once"
            ),
            paired("opened"),
        )

    def __str__(self) -> str:
        return f"{self.opened_by} {self.version_of}"
