from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from batches.models.master import MasterBatchRecord
from integrity.lifecycle import Lifecycle
from integrity.models import Record, paired
from people.finding.texts import text_indexes
from people.models import Organisation

if TYPE_CHECKING:
    from people.models import User

TEXTS = ("number", "chain_of_identity", "patient_code")


class BatchStatus(models.TextChoices):
    PLANNED = "PLANNED", _("Planned")
    IN_PROGRESS = "IN_PROGRESS", _("In progress")
    EXECUTED = "EXECUTED", _("Executed")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"PLANNED": "neutral", "IN_PROGRESS": "progress", "EXECUTED": "ok"}[self]


class Batches(models.QuerySet["BatchRecord"]):
    def visible_to(self, user: User) -> Batches:
        """People of the facility see every batch; others those of their organisations only."""
        return self if user.is_of_facility else self.filter(sponsor__in=user.organisations)

    def with_progress(self) -> Batches:
        """Adds `step_count` and `done_count`, counted only for the rows that are read."""
        steps = apps.get_model("batches", "BatchStep").objects.filter(
            operation__batch=OuterRef("pk")
        )
        return self.annotate(
            step_count=counted(steps), done_count=counted(steps.filter(state="DONE"))
        )


def counted(rows: models.QuerySet[models.Model]) -> Coalesce:
    """How many rows, as a subquery of the row that they belong to."""
    grouped = rows.order_by().values("operation__batch").annotate(count=Count("pk"))
    return Coalesce(Subquery(grouped.values("count")), 0)


LIFECYCLE = Lifecycle(
    BatchStatus,
    field="status",
    first=BatchStatus.PLANNED,
    moves={
        BatchStatus.PLANNED: {BatchStatus.IN_PROGRESS},
        BatchStatus.IN_PROGRESS: {BatchStatus.EXECUTED},
    },
)


class BatchRecord(Record):
    """The record of one batch, frozen from an effective master (EU GMP Part IV 6.3).

    The number is unique and never used again. An autologous batch carries its patient's code and
    chain of identity, never a name.
    """

    lifecycle = LIFECYCLE

    number = models.CharField(max_length=40, unique=True)
    master = models.ForeignKey(MasterBatchRecord, on_delete=models.PROTECT, related_name="batches")
    sponsor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="batches")
    patient_code = models.CharField(max_length=40, blank=True)
    chain_of_identity = models.CharField(max_length=40, blank=True)
    status = models.CharField(
        max_length=12, choices=BatchStatus.choices, default=BatchStatus.PLANNED
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    executed_at = models.DateTimeField(null=True)

    objects: ClassVar[Batches] = Batches.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=["sponsor", "-created_at"], name="batch_by_sponsor"),
            models.Index(Lower("chain_of_identity"), name="batch_by_identity"),
            models.Index(Lower("patient_code"), name="batch_by_patient"),
            *text_indexes("batch", *TEXTS),
        )
        constraints = (
            paired("created"),
            models.UniqueConstraint(Lower("number"), name="batches_number_once"),
            models.CheckConstraint(
                condition=Q(started_at__isnull=False) | Q(status=BatchStatus.PLANNED),
                name="batches_started",
            ),
            models.CheckConstraint(
                condition=Q(executed_at__isnull=False, status=BatchStatus.EXECUTED)
                | Q(executed_at__isnull=True) & ~Q(status=BatchStatus.EXECUTED),
                name="batches_executed",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def sign(self) -> str:
        return BatchStatus(self.status).sign

    @property
    def is_open(self) -> bool:
        return self.status != BatchStatus.EXECUTED
