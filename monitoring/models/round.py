from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Room
from integrity.lifecycle import Lifecycle
from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from monitoring.models.parameter import Occupancy, Purpose
from monitoring.models.plan import IncubationStep, SamplingPlan

if TYPE_CHECKING:
    from people.models import User


class RoundState(models.TextChoices):
    SAMPLING = "SAMPLING", _("Sampling")
    TAKEN = "TAKEN", _("Taken")
    CLOSED = "CLOSED", _("Closed")

    @property
    def sign(self) -> str:
        return {"SAMPLING": "progress", "TAKEN": "info", "CLOSED": "ok"}[self.value]


LIFECYCLE = Lifecycle(
    RoundState,
    first=RoundState.SAMPLING,
    moves={RoundState.SAMPLING: {RoundState.TAKEN}, RoundState.TAKEN: {RoundState.CLOSED}},
)


class Rounds(models.QuerySet["Round"]):
    def visible_to(self, user: User) -> Rounds:
        return self if user.is_of_facility else self.none()

    def walked(self) -> Rounds:
        """By their plan; prints at exits come when somebody leaves."""
        return self.filter(of_exits=False)


class Round(Record):
    """One walk through a room by a sampling plan, from its beginning to its review.

    One `of_exits` has the prints of who left the room, and is incubated as that plan says.
    """

    lifecycle = LIFECYCLE

    number = models.PositiveIntegerField(unique=True)
    plan = models.ForeignKey(SamplingPlan, on_delete=models.PROTECT, related_name="rounds")
    plan_version = models.PositiveIntegerField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="sampling_rounds")
    occupancy = models.CharField(max_length=12, choices=Occupancy.choices)
    purpose = models.CharField(max_length=14, choices=Purpose.choices)
    state = models.CharField(max_length=8, choices=RoundState.choices, default=RoundState.SAMPLING)
    of_exits = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Rounds] = Rounds.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-begun_at", "-number")
        verbose_name = _("sampling round")
        indexes = (models.Index(fields=["state", "-begun_at"], name="round_by_state"),)
        constraints = (paired("begun"), paired("taken"), paired("closed"))

    def __str__(self) -> str:
        return f"EMR-{self.number:04}"

    @property
    def sign(self) -> str:
        return RoundState(self.state).sign

    @property
    def walk(self) -> str:
        """What it is, where one line has to do."""
        return str(_("Prints at exits") if self.of_exits else self.plan.code)


class Incubation(Record):
    """The plates of a round in an incubator, for one step of the plan; °C as read there.

    `reason` says why, where time or temperature was not as planned.
    """

    part_of = "round"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="incubations")
    step = models.ForeignKey(IncubationStep, on_delete=models.PROTECT, related_name="+")
    incubator = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    begun_celsius = ExactDecimalField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    ended_celsius = ExactDecimalField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("step__place",)
        constraints = (
            paired("begun"),
            paired("ended"),
            models.UniqueConstraint(fields=["round", "step"], name="monitoring_step_once"),
        )

    def __str__(self) -> str:
        return f"{self.round}: {self.step}"
