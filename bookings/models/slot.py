from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bookings.models.blackout import Blackout
from bookings.models.booking import Booking
from cleanrooms.models import Equipment, Room
from integrity.models import Record
from integrity.models.record import new_id

OVERLAPS, EQUAL = RangeOperators.OVERLAPS, RangeOperators.EQUAL
NOT_EQUAL = RangeOperators.NOT_EQUAL
RESOURCES = ("room", "equipment", "person")


def just_one(*names: str) -> Q:
    """Exactly one of these is said."""
    found = Q(pk__in=[])
    for name in names:
        found |= Q(**{f"{one}__isnull": one != name for one in names})
    return found


def held_once(resource: str) -> ExclusionConstraint:
    """No two slots of one resource at a time, unless they are of one group."""
    return ExclusionConstraint(
        name=f"bookings_{resource}_held_once",
        expressions=[(resource, EQUAL), ("held", OVERLAPS), ("share_group", NOT_EQUAL)],
        condition=Q(is_active=True),
    )


class Slots(models.QuerySet["Slot"]):
    def active(self) -> Slots:
        return self.filter(is_active=True)


class Slot(Record):
    """A room, a device or a person held for a booking or a blackout.

    `held` is the booking's period with the setup before and the changeover after it, in minutes as
    they were in force when it was asked for. Only one that is active takes anything. Active ones
    of one resource overlap in one `share_group` only; PostgreSQL refuses any other. Bookings are
    of one group where an approved assessment allows it; all blackouts of a resource are of one,
    and so are all bookings of a device that many use at once.
    """

    part_of = "booking"

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="slots", null=True)
    blackout = models.OneToOneField(
        Blackout, on_delete=models.PROTECT, related_name="slot", null=True
    )
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="slots", null=True)
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, related_name="slots", null=True
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="slots", null=True
    )
    setup_minutes = models.PositiveSmallIntegerField(default=0)
    changeover_minutes = models.PositiveSmallIntegerField(default=0)
    held = DateTimeRangeField()
    share_group = models.UUIDField(default=new_id)
    is_active = models.BooleanField(default=False)

    objects: ClassVar[Slots] = Slots.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("booking", "id")
        verbose_name = _("slot")
        indexes = (GistIndex(fields=["held"], name="bookings_slot_held"),)
        constraints = (
            *(held_once(resource) for resource in RESOURCES),
            models.CheckConstraint(name="bookings_slot_of_one_resource",
                                   condition=just_one(*RESOURCES)),
            models.CheckConstraint(name="bookings_slot_for_one_thing",
                                   condition=just_one("booking", "blackout")),
            *(models.UniqueConstraint(fields=["booking", resource],
                                      name=f"bookings_{resource}_once_in_a_booking")
              for resource in RESOURCES),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.resource} {self.booking or self.blackout}"

    @property
    def resource(self) -> Any:
        """The room, the device or the person."""
        return self.room or self.equipment or self.person

    @property
    def code(self) -> str:
        """As it is read: a code, or a name."""
        return str(self.resource)
