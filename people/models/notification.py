"""Who is told what, when, and whether they know: rules, matters and notifications."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from integrity.models import AuditEvent, Record, paired
from people.models.role import Role


class Severity(models.IntegerChoices):
    INFO = 1, _("Information")
    DUE = 2, _("Due")
    ALARM = 3, _("Alarm")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {1: "info", 2: "alert", 3: "action"}[self]


class Level(NamedTuple):
    """Who is told, and how long after the level before; without a role, whom it concerns."""

    role: Role | None
    after: timedelta


class Rules(models.QuerySet["NotificationRule"]):
    def on(self, event: str) -> Rules:
        """Those that tell of it, those by mail first: whoever is told once has the letter."""
        return self.filter(event=event, is_on=True).order_by("-by_mail", "role__title")


class NotificationRule(Record):
    """Of what event which role is told, when, and who is told next when nobody acknowledges.

    Event and role are the rule; the rest may be altered. It is switched off, never deleted.
    """

    event = models.CharField(max_length=80)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", null=True)
    by_mail = models.BooleanField(default=False)
    delay_minutes = models.PositiveIntegerField(default=0)
    second_role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", null=True)
    second_minutes = models.PositiveIntegerField(null=True)
    third_role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", null=True)
    third_minutes = models.PositiveIntegerField(null=True)
    is_on = models.BooleanField(default=True)

    objects = Rules.as_manager()

    class Meta:
        ordering = ("event", "role__title")
        constraints = (
            models.UniqueConstraint(
                fields=["event", "role"], nulls_distinct=False, name="people_one_rule_a_role"
            ),
            models.CheckConstraint(
                name="people_rule_second_level",
                condition=Q(second_role__isnull=True, second_minutes__isnull=True)
                | Q(second_role__isnull=False, second_minutes__gt=0),
            ),
            models.CheckConstraint(
                name="people_rule_third_level",
                condition=Q(third_role__isnull=True, third_minutes__isnull=True)
                | Q(third_role__isnull=False, third_minutes__gt=0, second_role__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.event}: {self.role or _('whom it concerns')}"

    @property
    def levels(self) -> list[Level]:
        """Those that are told one after the other, until somebody acknowledges."""
        later = ((self.second_role, self.second_minutes), (self.third_role, self.third_minutes))
        return [
            Level(self.role, timedelta(minutes=self.delay_minutes)),
            *(Level(role, timedelta(minutes=minutes)) for role, minutes in later if minutes),
        ]


class Matter(Record):
    """Something that a rule tells of: an event, or what comes due; once for each rule.

    `kind` names the event, `code` what it is about. `level` counts how many levels of the rule
    were told, and `next_at` is when the next one is; after the first acknowledgement nobody else.
    """

    rule = models.ForeignKey(NotificationRule, on_delete=models.PROTECT, related_name="matters")
    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="+", null=True)
    due_key = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=80)
    code = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    level = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("-begun_at",)
        constraints = (
            paired("acknowledged"),
            models.UniqueConstraint(fields=["rule", "event"], name="people_event_told_once"),
            models.UniqueConstraint(
                fields=["rule", "due_key"], condition=~Q(due_key=""), name="people_due_told_once"
            ),
            models.CheckConstraint(
                name="people_matter_is_event_or_due",
                condition=Q(event__isnull=False, due_key="")
                | (Q(event__isnull=True) & ~Q(due_key="")),
            ),
            models.CheckConstraint(
                name="people_matter_acknowledged_is_over",
                condition=Q(acknowledged_at__isnull=True) | Q(next_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="people_matter_next"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    def plan(self, level: int, since: datetime) -> None:
        """So many levels were told; the next one is told when its time has passed since then."""
        levels = self.rule.levels
        self.level = level
        self.next_at = since + levels[level].after if level < len(levels) else None


class Notification(Record):
    """One person is told of one matter, at one level of its rule, once.

    It holds no text: what is shown is made from the kind of event and codes.
    """

    part_of = "matter"

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="notifications")
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="notifications")
    level = models.PositiveSmallIntegerField()
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    link = models.CharField(max_length=300, blank=True)
    wants_mail = models.BooleanField()
    told_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[models.Manager[Notification]]

    class Meta:
        ordering = ("-told_at",)
        constraints = (
            paired("acknowledged"),
            models.UniqueConstraint(
                fields=["matter", "user", "level"], name="people_person_told_once"
            ),
            models.CheckConstraint(
                name="people_own_notification",
                condition=Q(acknowledged_by__isnull=True) | Q(acknowledged_by=F("user")),
            ),
        )
        indexes = (
            models.Index(
                fields=["user", "-severity", "-told_at"],
                condition=Q(acknowledged_at__isnull=True),
                name="people_open_notifications",
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter} to {self.user}"
