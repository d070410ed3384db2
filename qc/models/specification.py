from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.models import ExactDecimalField, Record
from materials.models import Product
from measures.criteria import Criterion
from measures.limits import Limits


class TestGroup(models.TextChoices):
    SAFETY = "SAFETY", _("Safety")
    IDENTITY = "IDENTITY", _("Identity")
    PURITY = "PURITY", _("Purity")
    POTENCY = "POTENCY", _("Potency")


class TestMethod(Record):
    """How a test is done."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title


class Specification(Record):
    """What is required of a product, by revision; a revision in use is never changed."""

    code = models.CharField(max_length=40)
    revision = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="specifications")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("code", "revision")
        constraints = (
            models.UniqueConstraint(fields=["code", "revision"], name="qc_specification_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.revision}"


class AcceptanceCriterion(Record):
    """What one test must show. `text` is the requirement as written; the other fields judge."""

    part_of = "specification"

    specification = models.ForeignKey(
        Specification, on_delete=models.PROTECT, related_name="criteria"
    )
    sequence = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=10, choices=TestGroup.choices)
    test = models.CharField(max_length=200)
    method = models.ForeignKey(TestMethod, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    unit = models.CharField(max_length=40, blank=True)
    lower = ExactDecimalField(null=True)
    upper = ExactDecimalField(null=True)
    lower_exclusive = models.BooleanField(default=False)
    upper_exclusive = models.BooleanField(default=False)
    accepted = ArrayField(models.CharField(max_length=200), default=list)
    rejected = ArrayField(models.CharField(max_length=200), default=list)

    class Meta:
        ordering = ("sequence",)
        constraints = (
            models.UniqueConstraint(
                fields=["specification", "sequence"], name="qc_criterion_sequence"
            ),
            models.UniqueConstraint(fields=["specification", "test"], name="qc_criterion_test"),
        )

    def __str__(self) -> str:
        return f"{self.test}: {self.text}"

    @property
    def criterion(self) -> Criterion:
        return Criterion(
            Limits(self.lower, self.upper, self.lower_exclusive, self.upper_exclusive),
            frozenset(self.accepted),
            frozenset(self.rejected),
        )
