from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from integrity.models import Record, paired
from measures.verdicts import Conformity
from people.finding.texts import text_indexes
from qc.models.specification import AcceptanceCriterion, Specification

TEXTS = ("code", "description")


class Sample(Record):
    """Something taken to be tested against a specification."""

    code = models.CharField(max_length=40, unique=True)
    specification = models.ForeignKey(
        Specification, on_delete=models.PROTECT, related_name="samples"
    )
    description = models.CharField(max_length=200)
    sampled_at = models.DateTimeField()
    sampled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("code",)
        constraints = (paired("sampled"),)
        indexes = (
            models.Index(Lower("code"), name="sample_by_code"),
            *text_indexes("sample", *TEXTS),
        )

    def __str__(self) -> str:
        return self.code


class Result(Record):
    """What was reported for one criterion, in the words of the analyst, and its verdict."""

    part_of = "sample"

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="results")
    criterion = models.ForeignKey(AcceptanceCriterion, on_delete=models.PROTECT, related_name="+")
    reported = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    conformity = models.CharField(
        max_length=16, choices=[(verdict.value, verdict.text) for verdict in Conformity]
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("criterion__sequence",)
        constraints = (
            paired("recorded"),
            models.UniqueConstraint(fields=["sample", "criterion"], name="qc_result_once"),
        )

    def __str__(self) -> str:
        return self.criterion.test

    @property
    def verdict(self) -> Conformity:
        return Conformity(self.conformity)
