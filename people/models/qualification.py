from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from integrity.models import Record, paired


def day_of(at: datetime) -> date:
    """The facility's calendar day of an instant."""
    return at.astimezone(timezone.get_default_timezone()).date()


def beginning_of(day: date) -> datetime:
    """The first instant of a calendar day of the facility."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """The last second of a calendar day of the facility."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_default_timezone())


class QualificationKind(Record):
    """Something people must have shown before they do certain work, such as gowning."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=100)
    months = models.PositiveSmallIntegerField(null=True)
    warning_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Qualifications(models.QuerySet["Qualification"]):
    def valid(self, at: datetime) -> Qualifications:
        """Achieved, not withdrawn, and not expired; the last day counts."""
        today = day_of(at)
        still = models.Q(expires_on__isnull=True) | models.Q(expires_on__gte=today)
        return self.filter(still, achieved_on__lte=today, withdrawn_at__isnull=True)

    def expiring(self, at: datetime, within: timedelta | None = None) -> Qualifications:
        """Valid ones that end soon: within a time, by default the warning days of their kind."""
        if within is not None:
            in_time = self.filter(expires_on__lte=day_of(at) + within)
        else:
            warned_on = models.ExpressionWrapper(
                models.F("expires_on") - models.F("kind__warning_days"), models.DateField()
            )
            in_time = self.annotate(warned_on=warned_on).filter(warned_on__lte=day_of(at))
        return in_time.valid(at).order_by("expires_on", "pk")

    def to_renew(self, at: datetime, within: timedelta) -> Qualifications:
        """Those that ended or end within a time, and no other of the kind holds longer."""
        others = Qualification.objects.filter(
            user=models.OuterRef("user"), kind=models.OuterRef("kind"), withdrawn_at__isnull=True
        )
        longer = models.Q(expires_on__isnull=True) | models.Q(
            expires_on__gt=models.OuterRef("expires_on")
        )
        ending = self.filter(withdrawn_at__isnull=True, expires_on__lte=day_of(at) + within)
        return ending.exclude(models.Exists(others.filter(longer))).order_by("expires_on", "pk")


class Qualification(Record):
    """A person has shown it, on a day, with evidence; most expire."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="qualifications")
    kind = models.ForeignKey(QualificationKind, on_delete=models.PROTECT, related_name="+")
    evidence = models.CharField(max_length=200)
    achieved_on = models.DateField()
    expires_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Qualifications] = Qualifications.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-achieved_on",)
        constraints = (
            paired("given"),
            paired("withdrawn"),
            models.CheckConstraint(
                name="people_qualification_expires_later",
                condition=models.Q(expires_on__isnull=True)
                | models.Q(expires_on__gte=models.F("achieved_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"
