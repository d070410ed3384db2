from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.evidence_kind import QUALIFICATIONS, Need, all_qualifications
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
    AIR_SAMPLER = "AIR_SAMPLER", _("Air sampler")
    QC_INSTRUMENT = "QC_INSTRUMENT", _("QC instrument")
    OTHER = "OTHER", _("Other")

    @property
    def is_shared(self) -> bool:
        """Several uses at once: what stands in it belongs to many."""
        return self in SHARED


SHARED = frozenset(
    {
        EquipmentKind.INCUBATOR, EquipmentKind.REFRIGERATOR, EquipmentKind.FREEZER,
        EquipmentKind.NITROGEN_TANK,
    }
)  # fmt: skip


class EquipmentSet(models.QuerySet["Equipment"]):
    def visible_to(self, user: User) -> EquipmentSet:
        """The facility's own, as its rooms are: a sponsor's people see none of it."""
        return self if user.is_of_facility else self.none()

    def valid_at(self, at: datetime) -> EquipmentSet:
        """Those with all that they need in force then, in service, and in no maintenance."""
        maintenance: Any = apps.get_model("cleanrooms", "Maintenance")
        evidence: Any = apps.get_model("cleanrooms", "Evidence")
        running = maintenance.objects.running(at).filter(equipment=OuterRef("pk"))
        in_service = Q(out_of_service_at__isnull=True) | Q(out_of_service_at__gt=at)
        found = self.filter(in_service, ~Exists(running))
        in_force = evidence.objects.in_force(at).filter(equipment=OuterRef("pk"))
        for need, is_free in FREE_OF.items():
            found = found.filter(is_free | Exists(in_force.filter(need=need)))
        return found


class Equipment(Record):
    """A device by its code, with what tells it apart and the room it stands in.

    `qualifications` are those it needs; after so many months each it is requalified, calibrated and
    maintained again, where that is needed at all. Taken out of service it stays in the register,
    with the reason.
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
    qualifications = ArrayField(
        models.CharField(max_length=15, choices=[(one.value, one.label) for one in QUALIFICATIONS]),
        default=all_qualifications,
    )
    requalification_months = models.PositiveSmallIntegerField(null=True)
    calibration_months = models.PositiveSmallIntegerField(null=True)
    maintenance_months = models.PositiveSmallIntegerField(null=True)
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

    @property
    def kind_of(self) -> EquipmentKind:
        """What kind of device it is, with what its kind allows."""
        return EquipmentKind(self.kind)


FREE_OF: dict[Need, Q] = {
    **{need: ~Q(qualifications__contains=[need.value]) for need in QUALIFICATIONS},
    Need.CALIBRATION: Q(calibration_months__isnull=True),
    Need.MAINTENANCE: Q(maintenance_months__isnull=True),
}
