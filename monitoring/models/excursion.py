from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade, Room, Zone
from integrity.lifecycle import Lifecycle
from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from measures.limits import Limits
from monitoring.models.parameter import Parameter
from monitoring.models.site import Site
from quality.models import Deviation

if TYPE_CHECKING:
    from people.models import User


class ExcursionClass(models.TextChoices):
    ALERT = "ALERT", _("Alert")
    ACTION = "ACTION", _("Action")
    TREND = "TREND", _("Trend")
    GAP = "GAP", _("No readings")

    @property
    def sign(self) -> str:
        return SIGNS[self]


SIGNS: dict[str, str] = {
    ExcursionClass.ALERT: "alert",
    ExcursionClass.ACTION: "action",
    ExcursionClass.TREND: "hold",
    ExcursionClass.GAP: "alert",
}


class SourceKind(models.TextChoices):
    SAMPLE = "SAMPLE", _("Sample")
    CHANNEL = "CHANNEL", _("Channel")


class ExcursionState(models.TextChoices):
    OPEN = "OPEN", _("Not acknowledged")
    ACKNOWLEDGED = "ACKNOWLEDGED", _("Acknowledged")
    CLOSED = "CLOSED", _("Closed")

    @property
    def sign(self) -> str:
        return {"OPEN": "action", "ACKNOWLEDGED": "progress", "CLOSED": "ok"}[self.value]


LIFECYCLE = Lifecycle(
    ExcursionState,
    first=ExcursionState.OPEN,
    moves={
        ExcursionState.OPEN: {ExcursionState.ACKNOWLEDGED},
        ExcursionState.ACKNOWLEDGED: {ExcursionState.CLOSED},
    },
)


class Excursions(models.QuerySet["Excursion"]):
    def visible_to(self, user: User) -> Excursions:
        return self if user.is_of_facility else self.none()

    def standing(self) -> Excursions:
        return self.exclude(state=ExcursionState.CLOSED)


class Excursion(Record):
    """Something measured that was beyond a level, from its start to its end, and what followed.

    `source_kind` and `source_id` name the sample or channel; `limit_lower` and `limit_upper` the
    level that was left; `ended_at` is None while it goes on. A trend has the class TREND: three
    consecutive alerts at a site or on a person (Annex 1 9.12). Of a channel that was silent the
    class is GAP, and the peak how long, in minutes.
    """

    lifecycle = LIFECYCLE

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=6, choices=ExcursionClass.choices)
    source_kind = models.CharField(max_length=7, choices=SourceKind.choices)
    source_id = models.UUIDField()
    source_label = models.CharField(max_length=100)
    parameter = models.CharField(max_length=14, choices=Parameter.choices)
    unit = models.CharField(max_length=40)
    limit_lower = ExactDecimalField(null=True)
    limit_upper = ExactDecimalField(null=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="excursions")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", null=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="excursions", null=True)
    person = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="excursions", null=True
    )
    grade = models.CharField(max_length=3, choices=Grade.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    peak = ExactDecimalField()
    peak_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=ExcursionState.choices, default=ExcursionState.OPEN
    )
    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="+", null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    comment = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    conclusion = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Excursions] = Excursions.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-started_at", "-number")
        verbose_name = _("excursion")
        indexes = (
            models.Index(fields=["state", "-started_at"], name="excursion_by_state"),
            models.Index(fields=["room", "-started_at"], name="excursion_of_room"),
            models.Index(fields=["source_kind", "source_id"], name="excursion_source"),
        )
        constraints = (
            paired("acknowledged"),
            paired("closed"),
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "parameter", "kind", "started_at"],
                name="monitoring_excursion_once",
            ),
            models.CheckConstraint(
                name="monitoring_excursion_ends_after_its_start",
                condition=models.Q(ended_at__isnull=True)
                | models.Q(ended_at__gte=models.F("started_at")),
            ),
        )

    def __str__(self) -> str:
        return f"EXC-{self.number:04}"

    @property
    def sign(self) -> str:
        return ExcursionClass(self.kind).sign

    @property
    def what(self) -> Parameter:
        return Parameter(self.parameter)

    @property
    def limits(self) -> Limits:
        return Limits(self.limit_lower, self.limit_upper)
