from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from integrity.models import Record
from people.models.organisation import Organisation
from people.models.period import Period, Periods, period_constraint


class Role(Record):
    """A named set of permissions; roles are data, permissions are code.

    Whoever holds one with `strong_signature` signs with password or security key, never with a PIN.
    """

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=100)
    permissions = ArrayField(models.CharField(max_length=60), default=list)
    strong_signature = models.BooleanField(default=False)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Membership(Record):
    """A user's role in an organisation, from one moment and until another one or for good.

    The same role twice at the same time is refused by PostgreSQL.
    """

    part_of = "user"

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Periods[Membership]] = Periods.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("valid_from",)
        constraints = (
            ExclusionConstraint(
                name="people_membership_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Period(), RangeOperators.OVERLAPS),
                ],
            ),
            period_constraint(),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organisation}"

    def is_valid(self, at: datetime) -> bool:
        """True from the first moment until before the last one."""
        return self.valid_from <= at and (self.valid_until is None or at < self.valid_until)
