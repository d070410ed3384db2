"""The shapes that a master and the batch record frozen from it share, column by column."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade
from integrity.models import ExactDecimalField, Record
from measures.limits import Limits
from measures.quantity import Quantity
from measures.units import UNITS
from measures.verdicts import Verdict


class ParameterKind(models.TextChoices):
    NUMBER = "number", _("Number")
    TEXT = "text", _("Text")
    CHOICE = "choice", _("Choice")
    YES_NO = "yes_no", _("Yes or no")
    DATE_TIME = "date_time", _("Date and time")


class Criticality(models.TextChoices):
    CPP = "CPP", _("Critical process parameter")
    CQA = "CQA", _("Critical quality attribute")
    IPC = "IPC", _("In-process control")


class Shape(Record):
    class Meta:
        abstract = True

    def shape(self) -> dict[str, Any]:
        """The values of the columns that the frozen copy takes over."""
        return {name: getattr(self, name) for name in self.shape_fields()}

    @classmethod
    def shape_fields(cls) -> list[str]:
        """The columns declared by the shape, without keys, versions and parents."""
        shape = next(
            base for base in cls.__mro__ if issubclass(base, Shape) and base._meta.abstract
        )
        of_any_record = {field.name for field in Record._meta.local_fields}
        return [field.name for field in shape._meta.local_fields if field.name not in of_any_record]


class OperationShape(Shape):
    """An operation of ISA-88: a stage of the process, in one room of at least this grade."""

    sequence = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    room_grade = models.CharField(max_length=3, choices=Grade.choices)

    class Meta:
        abstract = True
        ordering = ("sequence",)


class StepShape(Shape):
    """A step: what one person does and records, and whether a second person checks it."""

    sequence = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    instruction = models.TextField()
    needs_verification = models.BooleanField(default=False)
    is_critical = models.BooleanField(default=False)
    equipment = ArrayField(models.CharField(max_length=120), default=list)
    procedures = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        abstract = True
        ordering = ("sequence",)


class MaterialShape(Shape):
    """A material a step uses, and how much of it."""

    sequence = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    quantity = ExactDecimalField(null=True)
    unit = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True
        ordering = ("sequence",)

    @property
    def amount(self) -> str:
        """How much, as printed: 75 mL, 1 bag; empty when the master does not say."""
        if self.quantity is None:
            return ""
        return str(Quantity(self.quantity, UNITS[self.unit or "1"]))


class ParameterShape(Shape):
    """What is recorded in a step: its kind, unit, limits, choices and criticality."""

    sequence = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=ParameterKind.choices)
    unit = models.CharField(max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(null=True)
    action_lower = ExactDecimalField(null=True)
    action_upper = ExactDecimalField(null=True)
    action_lower_exclusive = models.BooleanField(default=False)
    action_upper_exclusive = models.BooleanField(default=False)
    alert_lower = ExactDecimalField(null=True)
    alert_upper = ExactDecimalField(null=True)
    alert_lower_exclusive = models.BooleanField(default=False)
    alert_upper_exclusive = models.BooleanField(default=False)
    choices = ArrayField(models.CharField(max_length=120), default=list)
    accepted = ArrayField(models.CharField(max_length=120), default=list)
    min_length = models.PositiveSmallIntegerField(default=0)
    max_length = models.PositiveSmallIntegerField(default=200)
    criticality = models.CharField(max_length=3, choices=Criticality.choices, blank=True)
    rationale = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ("sequence",)

    @property
    def action_limits(self) -> Limits:
        return Limits(
            self.action_lower,
            self.action_upper,
            self.action_lower_exclusive,
            self.action_upper_exclusive,
        )

    @property
    def alert_limits(self) -> Limits:
        return Limits(
            self.alert_lower,
            self.alert_upper,
            self.alert_lower_exclusive,
            self.alert_upper_exclusive,
        )

    @property
    def unit_symbol(self) -> str:
        return UNITS[self.unit].symbol if self.unit else ""

    def limits_missed(self, verdict: Verdict) -> str:
        """The limits, or the accepted answers, that a value of this verdict is outside of."""
        if verdict in {Verdict.BELOW_ALERT, Verdict.ABOVE_ALERT}:
            return f"{self.alert_limits} {self.unit_symbol}".strip()
        return self.required

    @property
    def required(self) -> str:
        """What the record asks for, as printed: limits with unit, or the accepted answers."""
        if self.kind == ParameterKind.NUMBER:
            limits = str(self.action_limits)
            return f"{limits} {self.unit_symbol}".strip() if limits else self.unit_symbol
        return " / ".join(self.accepted)
