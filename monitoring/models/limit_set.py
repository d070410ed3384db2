from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade
from integrity.lifecycle import Lifecycle
from integrity.models import Deed, Record, Signable, paired
from integrity.models.fields import ExactDecimalField
from integrity.signatures.meanings import Meaning
from measures.limits import Limits
from monitoring.models.parameter import Occupancy, Parameter, Purpose
from people.models.qualification import day_of


class LimitSource(models.TextChoices):
    ANNEX_1_2022 = "ANNEX_1_2022", _("EU GMP Annex 1 (2022)")
    PART_IV_2017 = "PART_IV_2017", _("EU GMP Part IV (2017)")


USUAL_RUN, LEAST_RUN, LONGEST_RUN = 3, 2, 10  # alerts in a row


class LimitSetState(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    ADOPTED = "ADOPTED", _("Adopted")

    @property
    def sign(self) -> str:
        return {"DRAFT": "hold", "ADOPTED": "ok"}[self.value]


LIFECYCLE = Lifecycle(
    LimitSetState,
    first=LimitSetState.DRAFT,
    moves={LimitSetState.DRAFT: {LimitSetState.ADOPTED}},
)


class LimitSets(models.QuerySet["LimitSet"]):
    def in_force(self, at: datetime) -> LimitSet | None:
        """The one adopted for the latest day up to this one."""
        adopted = self.filter(state=LimitSetState.ADOPTED, effective_on__lte=day_of(at))
        return adopted.order_by("effective_on").last()


class LimitSet(Signable):
    """The action limits of one source, adopted by QA from a day on; never altered after that.

    In force on a day is the set adopted for the latest day up to it. `alert_run` alerts one after
    the other are a trend, as the site chose (Annex 1 9.12).
    """

    lifecycle = LIFECYCLE

    number = models.PositiveIntegerField(unique=True)
    source = models.CharField(max_length=12, choices=LimitSource.choices)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    alert_run = models.PositiveSmallIntegerField(default=USUAL_RUN)
    state = models.CharField(
        max_length=7, choices=LimitSetState.choices, default=LimitSetState.DRAFT
    )
    effective_on = models.DateField(null=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[LimitSets] = LimitSets.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-number",)
        verbose_name = _("limit set")
        constraints = (
            paired("drafted"),
            paired("adopted"),
            models.UniqueConstraint(fields=["effective_on"], name="monitoring_one_set_from_a_day"),
            models.CheckConstraint(
                name="monitoring_set_has_a_run_of_alerts",
                condition=models.Q(alert_run__range=(LEAST_RUN, LONGEST_RUN)),
            ),
            models.CheckConstraint(
                name="monitoring_set_adopted_from_a_day",
                condition=models.Q(state="DRAFT", adopted_at__isnull=True, effective_on=None)
                | models.Q(state="ADOPTED", adopted_at__isnull=False, effective_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"LIM-{self.number:03}"

    @property
    def sign(self) -> str:
        return LimitSetState(self.state).sign

    def signed_content(self) -> dict[str, Any]:
        return {
            "number": str(self),
            "source": self.source,
            "reason": self.reason,
            "alert_run": self.alert_run,
            "limits": [one.told() for one in self.limits.all()],
        }

    def deeds(self) -> list[Deed]:
        return [Deed(Meaning.WRITTEN, self.drafted_by_id, self.drafted_by.display_name)]


class Limit(Record):
    """One action limit of a set: for a purpose, a parameter, a grade and an occupancy state."""

    part_of: ClassVar[str] = "limit_set"
    written_once = True

    limit_set = models.ForeignKey(LimitSet, on_delete=models.PROTECT, related_name="limits")
    purpose = models.CharField(max_length=14, choices=Purpose.choices)
    parameter = models.CharField(max_length=14, choices=Parameter.choices)
    grade = models.CharField(max_length=3, choices=Grade.choices)
    occupancy = models.CharField(max_length=12, choices=Occupancy.choices)
    lower = ExactDecimalField(null=True)
    upper = ExactDecimalField(null=True)
    clause = models.CharField(max_length=100)

    class Meta:
        ordering = ("purpose", "parameter", "grade", "occupancy")
        constraints = (
            models.UniqueConstraint(
                fields=["limit_set", "purpose", "parameter", "grade", "occupancy"],
                name="monitoring_limit_once",
            ),
            models.CheckConstraint(
                name="monitoring_limit_binds",
                condition=models.Q(lower__isnull=False) | models.Q(upper__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{Parameter(self.parameter).label}: {self.limits}"

    @property
    def limits(self) -> Limits:
        return Limits(self.lower, self.upper)

    def told(self) -> dict[str, Any]:
        names = ("purpose", "parameter", "grade", "occupancy", "lower", "upper", "clause")
        return {**{name: getattr(self, name) for name in names}, "unit": self.unit_code}

    @property
    def unit_code(self) -> str:
        return Parameter(self.parameter).unit.code
