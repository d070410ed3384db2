from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from batches.models.shapes import MaterialShape, OperationShape, ParameterShape, StepShape
from integrity.lifecycle import Lifecycle
from integrity.models import Deed, Signable, paired
from integrity.signatures.meanings import Meaning
from materials.models import Product
from people.finding.texts import text_indexes

if TYPE_CHECKING:
    from people.models import User

TEXTS = ("code", "title")


class MasterStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    EFFECTIVE = "EFFECTIVE", _("Effective")
    SUPERSEDED = "SUPERSEDED", _("Superseded")


LIFECYCLE = Lifecycle(
    MasterStatus,
    field="status",
    first=MasterStatus.DRAFT,
    moves={
        MasterStatus.DRAFT: {MasterStatus.EFFECTIVE},
        MasterStatus.EFFECTIVE: {MasterStatus.SUPERSEDED},
    },
)


class Masters(models.QuerySet["MasterBatchRecord"]):
    def visible_to(self, user: User) -> Masters:
        """People of the facility see every master; others those of their organisations only."""
        return self if user.is_of_facility else self.filter(product__sponsor__in=user.organisations)


class MasterBatchRecord(Signable):
    """The approved instructions for a product, by revision (EU GMP Part IV 6.2).

    An effective revision is never changed; a new one supersedes it.
    """

    lifecycle = LIFECYCLE

    code = models.CharField(max_length=40)
    revision = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="masters")
    status = models.CharField(
        max_length=10, choices=MasterStatus.choices, default=MasterStatus.DRAFT
    )
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Masters] = Masters.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code", "-revision")
        indexes = text_indexes("master", *TEXTS)
        constraints = (
            models.UniqueConstraint(fields=["code", "revision"], name="batches_master_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(status=MasterStatus.EFFECTIVE),
                name="batches_one_effective_master",
            ),
            models.CheckConstraint(
                condition=models.Q(status=MasterStatus.DRAFT) | models.Q(approved_at__isnull=False),
                name="batches_master_approved",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("written_by")),
                name="batches_master_four_eyes",
            ),
            paired("written"),
            paired("approved"),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.revision}"

    def signed_content(self) -> dict[str, Any]:
        """The whole master file by its digest; its rows are never changed."""
        return {
            "code": self.code,
            "revision": self.revision,
            "title": self.title,
            "product": self.product.code,
            "digest": self.digest,
            "written": {"at": self.written_at, "by": self.written_by_id},
        }

    def deeds(self) -> Iterable[Deed]:
        yield Deed(Meaning.WRITTEN, self.written_by.pk, self.written_by.display_name)


class Operation(OperationShape):
    part_of = "master"

    master = models.ForeignKey(
        MasterBatchRecord, on_delete=models.PROTECT, related_name="operations"
    )

    class Meta(OperationShape.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(fields=["master", "sequence"], name="batches_operation_once"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.title}"


class ProcessStep(StepShape):
    part_of = "operation"

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="steps")

    class Meta(StepShape.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(fields=["operation", "sequence"], name="batches_step_once"),
        )

    def __str__(self) -> str:
        return self.title


class StepMaterial(MaterialShape):
    part_of = "step"

    step = models.ForeignKey(ProcessStep, on_delete=models.PROTECT, related_name="materials")

    class Meta(MaterialShape.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(fields=["step", "sequence"], name="batches_material_once"),
        )

    def __str__(self) -> str:
        return self.name


class Parameter(ParameterShape):
    part_of = "step"

    step = models.ForeignKey(ProcessStep, on_delete=models.PROTECT, related_name="parameters")

    class Meta(ParameterShape.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(fields=["step", "sequence"], name="batches_parameter_once"),
            models.UniqueConstraint(fields=["step", "name"], name="batches_parameter_name_once"),
        )

    def __str__(self) -> str:
        return self.name
