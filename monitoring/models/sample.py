from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Grade, PlateDemand
from integrity.lifecycle import Lifecycle
from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from materials.models import Container
from measures.verdicts import Verdict
from monitoring.models.parameter import Parameter
from monitoring.models.round import Round
from monitoring.models.site import SampleKind, Site

if TYPE_CHECKING:
    from people.models import User

LONGEST_EXPOSURE = timedelta(hours=4)  # of a settle plate (Annex 1 9.24, Table 6)


class SampleState(models.TextChoices):
    TO_TAKE = "TO_TAKE", _("To take")
    EXPOSED = "EXPOSED", _("Exposed")
    TAKEN = "TAKEN", _("Taken")
    COUNTED = "COUNTED", _("Counted")
    NOT_TAKEN = "NOT_TAKEN", _("Not taken")

    @property
    def sign(self) -> str:
        return {
            "TO_TAKE": "neutral", "EXPOSED": "progress", "TAKEN": "info", "COUNTED": "ok",
            "NOT_TAKEN": "hold",
        }[self.value]  # fmt: skip


LIFECYCLE = Lifecycle(
    SampleState,
    first=SampleState.TO_TAKE,
    moves={
        SampleState.TO_TAKE: {SampleState.EXPOSED, SampleState.TAKEN, SampleState.NOT_TAKEN},
        SampleState.EXPOSED: {SampleState.TAKEN, SampleState.NOT_TAKEN},
        SampleState.TAKEN: {SampleState.COUNTED, SampleState.NOT_TAKEN},
    },
)


class Samples(models.QuerySet["Sample"]):
    def visible_to(self, user: User) -> Samples:
        return self if user.is_of_facility else self.none()


class Sample(Record):
    """A plate, a print or a particle count of a round, at a site or of a person.

    `grade` is that of the place when the round began, `demand` the exit that asked for a print,
    `plate` the code on its label, never used twice, `container` the medium it is of, `sampler` what
    drew its air, `counted` what it is judged by now, in colonies of the whole plate, `remark` why
    it lay open for too long.
    """

    part_of = "round"
    lifecycle = LIFECYCLE

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="samples")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=SampleKind.choices)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="samples", null=True)
    person = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="prints", null=True
    )
    part = models.CharField(max_length=40, blank=True)
    demand = models.ForeignKey(PlateDemand, models.PROTECT, related_name="prints", null=True)
    grade = models.CharField(max_length=3, choices=Grade.choices)
    state = models.CharField(max_length=9, choices=SampleState.choices, default=SampleState.TO_TAKE)
    plate = models.CharField(max_length=40, blank=True)
    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="+", null=True)
    sampler = models.ForeignKey(Equipment, models.PROTECT, related_name="samples", null=True)
    volume_l = ExactDecimalField(null=True)
    exposed_at = models.DateTimeField(null=True)
    exposed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+", null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey("people.User", models.PROTECT, related_name="+", null=True)
    not_taken_at = models.DateTimeField(null=True)
    not_taken_by = models.ForeignKey("people.User", models.PROTECT, related_name="+", null=True)
    not_taken_reason = models.CharField(max_length=500, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    counted = models.PositiveIntegerField(null=True)
    verdict = models.CharField(
        max_length=12, choices=[(one.value, one.text) for one in Verdict], blank=True
    )
    needs_second = models.BooleanField(default=False)

    objects: ClassVar[Samples] = Samples.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("round", "place")
        verbose_name = _("environmental sample")
        indexes = (
            models.Index(fields=["site", "taken_at"], name="sample_of_site"),
            models.Index(fields=["person", "taken_at"], name="sample_of_person"),
            models.Index(fields=["state", "taken_at"], name="sample_by_state"),
        )
        constraints = (
            paired("exposed"),
            paired("taken"),
            paired("not_taken"),
            models.UniqueConstraint(fields=["round", "place"], name="monitoring_sample_place"),
            models.UniqueConstraint(
                Lower("plate"), condition=~models.Q(plate=""), name="monitoring_plate_once"
            ),
            models.CheckConstraint(
                name="monitoring_sample_of_site_or_person",
                condition=models.Q(site__isnull=True) ^ models.Q(person__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.round}-{self.place:02}"

    @property
    def way(self) -> SampleKind:
        return SampleKind(self.kind)

    @property
    def present(self) -> SampleState:
        return SampleState(self.state)

    @property
    def where(self) -> str:
        """The code of its site, or whose print it is and of what."""
        if self.site is not None:
            return self.site.code
        whom = self.person.display_name if self.person else ""
        return f"{whom}, {self.part}" if self.part else whom

    @property
    def since(self) -> datetime | None:
        """From when on it stands for the place: its limits are those in force then."""
        return self.exposed_at or self.taken_at

    @property
    def change_by(self) -> datetime | None:
        """When a settle plate is to be changed at the latest."""
        if self.way is not SampleKind.SETTLE or self.exposed_at is None:
            return None
        return self.exposed_at + LONGEST_EXPOSURE

    @property
    def is_overexposed(self) -> bool:
        """A settle plate that lay open for more than 4 hours (Annex 1 9.24)."""
        return (
            self.change_by is not None
            and self.taken_at is not None
            and self.taken_at > self.change_by
        )


class CountSheet(Record):
    """What one person read off plates in one go."""

    number = models.PositiveIntegerField(unique=True)
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-number",)
        verbose_name = _("count sheet")
        constraints = (paired("counted"),)

    def __str__(self) -> str:
        return f"CNT-{self.number:04}"


class CountRole(models.TextChoices):
    FIRST = "FIRST", _("First count")
    SECOND = "SECOND", _("Second person")
    CORRECTION = "CORRECTION", _("Correction")


class Count(Record):
    """What was read of a sample, in whole colonies or particles, and how it is judged.

    `value` is the same in the parameter's unit; `alert` and `action` are the upper bounds in force
    when the sample was taken, if any. Never altered: a correction is another count.
    """

    part_of = "sample"
    written_once = True

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="counts")
    sheet = models.ForeignKey(CountSheet, on_delete=models.PROTECT, related_name="counts")
    parameter = models.CharField(max_length=14, choices=Parameter.choices)
    role = models.CharField(max_length=10, choices=CountRole.choices)
    edition = models.PositiveSmallIntegerField()
    counted = models.PositiveIntegerField()
    value = ExactDecimalField()
    alert = ExactDecimalField(null=True)
    action = ExactDecimalField(null=True)
    verdict = models.CharField(max_length=12, choices=[(one.value, one.text) for one in Verdict])
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("parameter", "edition")
        constraints = (
            models.UniqueConstraint(
                fields=["sample", "parameter", "edition"], name="monitoring_count_once"
            ),
            models.CheckConstraint(
                name="monitoring_correction_has_a_reason",
                condition=~models.Q(role="CORRECTION") | ~models.Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sample}: {self.counted}"


class Isolate(Record):
    """A kind of colony picked from a plate, and the species it was identified as."""

    part_of = "sample"

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="isolates")
    number = models.PositiveIntegerField(unique=True)
    look = models.CharField(max_length=200)
    picked_at = models.DateTimeField()
    picked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    species = models.CharField(max_length=100, blank=True)
    method = models.CharField(max_length=100, blank=True)
    identified_at = models.DateTimeField(null=True)
    identified_by = models.ForeignKey("people.User", models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("number",)
        constraints = (paired("picked"), paired("identified"))

    def __str__(self) -> str:
        return f"ISO-{self.number:04}"
