from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.room import Room
from integrity.models import Record, paired
from people.finding.texts import text_indexes

if TYPE_CHECKING:
    from people.models import User

TEXTS = ("code", "name")


class EquipmentKind(models.TextChoices):
    SAFETY_CABINET = "SAFETY_CABINET", _("Safety cabinet")
    INCUBATOR = "INCUBATOR", _("Incubator")
    ISOLATOR = "ISOLATOR", _("Isolator")
    CLOSED_DEVICE = "CLOSED_DEVICE", _("Closed processing device")
    CENTRIFUGE = "CENTRIFUGE", _("Centrifuge")
    REFRIGERATOR = "REFRIGERATOR", _("Refrigerator")
    FREEZER = "FREEZER", _("Freezer")
    NITROGEN_TANK = "NITROGEN_TANK", _("Liquid nitrogen tank")
    PARTICLE_COUNTER = "PARTICLE_COUNTER", _("Particle counter")
    QC_INSTRUMENT = "QC_INSTRUMENT", _("QC instrument")
    OTHER = "OTHER", _("Other")


class EquipmentSet(models.QuerySet["Equipment"]):
    def visible_to(self, user: User) -> EquipmentSet:
        """The facility's own, as its rooms are: a sponsor's people see none of it."""
        return self if user.is_of_facility else self.none()


class Equipment(Record):
    """A device by its code, with what tells it apart and the room it stands in.

    Taken out of service it stays in the register, with the reason.
    """

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=EquipmentKind.choices)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="equipment")
    maker = models.CharField(max_length=100, blank=True)
    model = models.CharField(max_length=100, blank=True)
    serial_number = models.CharField(max_length=100, blank=True)
    asset_number = models.CharField(max_length=100, blank=True)
    in_service_since = models.DateField(null=True)
    out_of_service_at = models.DateTimeField(null=True)
    out_of_service_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    out_of_service_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[EquipmentSet] = EquipmentSet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        indexes = text_indexes("equipment", *TEXTS)
        constraints = (
            paired("out_of_service"),
            models.UniqueConstraint(Lower("code"), name="cleanrooms_equipment_code_once"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def sign(self) -> str:
        return "neutral" if self.out_of_service_at else "ok"

    @property
    def icon(self) -> str:
        """Its sign's own, unless it is out of service."""
        return "stop" if self.out_of_service_at else ""

    @property
    def word(self) -> str:
        return str(_("Out of service") if self.out_of_service_at else _("In service"))
