from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Room
from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from monitoring.models.parameter import Occupancy, Purpose
from monitoring.models.site import Site


class SamplingPlan(Record):
    """Which sites of a room are sampled in which occupancy state, how often, and what for."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=100)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="sampling_plans")
    occupancy = models.CharField(max_length=12, choices=Occupancy.choices)
    purpose = models.CharField(max_length=14, choices=Purpose.choices, default=Purpose.MONITORING)
    every_days = models.PositiveSmallIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("sampling plan")
        constraints = (
            paired("ended"),
            models.UniqueConstraint(Lower("code"), name="monitoring_plan_code_once"),
        )

    def __str__(self) -> str:
        return self.code


class PlanSite(Record):
    """A site of a plan, in the order in which the round goes."""

    part_of = "plan"

    plan = models.ForeignKey(SamplingPlan, on_delete=models.PROTECT, related_name="places")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("place",)
        constraints = (
            paired("removed"),
            models.UniqueConstraint(
                fields=["plan", "site"], condition=models.Q(removed_at__isnull=True),
                name="monitoring_site_once_in_a_plan",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan} {self.site}"


class IncubationStep(Record):
    """One step in which a plan's plates are incubated: °C from `coldest` to `warmest`, hours from
    `least_hours` to `most_hours`.
    """

    part_of = "plan"

    plan = models.ForeignKey(SamplingPlan, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    coldest = ExactDecimalField()
    warmest = ExactDecimalField()
    least_hours = models.PositiveSmallIntegerField()
    most_hours = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "place"], name="monitoring_incubation_step_once"
            ),
            models.CheckConstraint(
                name="monitoring_incubation_step_has_ranges",
                condition=models.Q(warmest__gte=models.F("coldest"))
                & models.Q(most_hours__gte=models.F("least_hours")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.coldest} – {self.warmest} °C, {self.least_hours} – {self.most_hours} h"
