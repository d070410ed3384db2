"""What holds from one moment until another: roles, delegations."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary
from django.db import models
from django.db.models import F, Func, Q

M = TypeVar("M", bound=models.Model)


class Periods(models.QuerySet[M]):
    def valid(self, at: datetime) -> Periods[M]:
        """Those that have begun and not ended."""
        still = Q(valid_until__isnull=True) | Q(valid_until__gt=at)
        return self.filter(still, valid_from__lte=at)


class Period(Func):
    """The range from `valid_from` until before `valid_until`."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()

    def __init__(self) -> None:
        super().__init__("valid_from", "valid_until", RangeBoundary())


def period_constraint() -> models.CheckConstraint:
    """Nothing ends before it begins."""
    return models.CheckConstraint(
        name="%(app_label)s_%(class)s_ends_after_it_begins",
        condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
    )
