from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from materials.models.lot import Lot

if TYPE_CHECKING:
    from people.models import User


class Containers(models.QuerySet["Container"]):
    def visible_to(self, user: User) -> Containers:
        return self if user.is_of_facility else self.filter(lot__owner__in=user.organisations)

    def in_stock(self) -> Containers:
        return self.filter(remaining__gt=Decimal(0))


class Container(Record):
    """One vial, bag or bottle of a lot, and how much is in it now.

    `remaining` changes only together with a movement of the ledger. Once opened or thawed it is
    good until `opened_until` and `thawed_until`.
    """

    part_of = "lot"

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="containers")
    code = models.CharField(max_length=50)
    remaining = ExactDecimalField()
    place = models.CharField(max_length=100, blank=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    opened_until = models.DateTimeField(null=True)
    thawed_at = models.DateTimeField(null=True)
    thawed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    thawed_until = models.DateTimeField(null=True)

    objects: ClassVar[Containers] = Containers.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        constraints = (
            paired("opened"),
            paired("thawed"),
            models.UniqueConstraint(Lower("code"), name="materials_container_code_once"),
            models.CheckConstraint(
                name="materials_never_below_zero", condition=Q(remaining__gte=Decimal(0))
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def good_until(self) -> datetime | None:
        """The earliest of expiry, retest, and what opening or thawing left."""
        ends = (self.lot.expires_at, self.lot.retest_at, self.opened_until, self.thawed_until)
        return min((one for one in ends if one is not None), default=None)
