from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bookings.models.booking_state import LIFECYCLE, BookingState
from cleanrooms.models import EquipmentUse, Purpose, RoomUse, Sharing
from integrity.models import Record, paired
from materials.models import Lot, Product
from people.models import Organisation, User

PERSON = settings.AUTH_USER_MODEL


class Bookings(models.QuerySet["Booking"]):
    def visible_to(self, user: User) -> Bookings:
        """All to people of the facility; to a tenant's those of the own organisations only."""
        return self if user.is_of_facility else self.filter(client__in=user.organisations)


def by(moment: str) -> Any:
    """Who did it, with `<moment>_at`."""
    return models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True)


class Booking(Record):
    """Rooms, devices and people asked for, from when until when, and for what (Part IV 9.2).

    `lot_number` is that of the lot, or of the batch before its lot is made. `client` is the
    tenant or sponsor whose it is; none is the facility itself. Asked for in spite of what stands
    there, it `awaits_assessment` of both products. What it holds are its slots.
    """

    lifecycle = LIFECYCLE

    number = models.PositiveIntegerField(unique=True)
    purpose = models.CharField(max_length=11, choices=Purpose.choices)
    title = models.CharField(max_length=200, blank=True)
    lot_number = models.CharField(max_length=40, blank=True)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="bookings", null=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", null=True)
    client = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bookings", null=True
    )
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(
        max_length=9, choices=BookingState.choices, default=BookingState.REQUESTED
    )
    awaits_assessment = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="bookings_requested"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = by("approved")
    refused_at = models.DateTimeField(null=True)
    refused_by = by("refused")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = by("cancelled")
    begun_at = models.DateTimeField(null=True)
    begun_by = by("begun")
    ended_at = models.DateTimeField(null=True)
    ended_by = by("ended")
    missed_at = models.DateTimeField(null=True)
    sharing = models.ForeignKey(
        Sharing, on_delete=models.PROTECT, related_name="bookings", null=True
    )
    use = models.OneToOneField(RoomUse, on_delete=models.PROTECT, related_name="booking", null=True)
    device_use = models.OneToOneField(
        EquipmentUse, on_delete=models.PROTECT, related_name="booking", null=True
    )

    objects: ClassVar[Bookings] = Bookings.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("begins_at", "number")
        verbose_name = _("booking")
        indexes = (models.Index(fields=["state", "begins_at"], name="bookings_state_begin"),)
        constraints = (
            *(paired(one) for one in (
                "requested", "approved", "refused", "cancelled", "begun", "ended",
            )),
            models.CheckConstraint(
                name="bookings_booking_ends_after_it_begins",
                condition=Q(ends_at__gt=F("begins_at")),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"BKG-{self.number:04}"

    @property
    def present(self) -> BookingState:
        return BookingState(self.state)

    @property
    def sign(self) -> str:
        return self.present.sign

    @property
    def label(self) -> str:
        """What it is for: the lot or batch, or what was written."""
        return " ".join(filter(None, (self.lot_number, self.title))) or str(
            self.get_purpose_display()
        )
