from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import EquipmentKind, Grade, Room, Zone
from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from monitoring.models.parameter import Parameter

if TYPE_CHECKING:
    from people.models import User


class SampleKind(models.TextChoices):
    """How a sample is taken, and so what is counted on it."""

    ACTIVE_AIR = "ACTIVE_AIR", _("Active air")
    SETTLE = "SETTLE", _("Settle plate")
    CONTACT = "CONTACT", _("Contact plate")
    GLOVE = "GLOVE", _("Glove print")
    GARMENT = "GARMENT", _("Garment print")
    PARTICLES = "PARTICLES", _("Particle count")

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return PARAMETERS[self]

    @property
    def is_of_person(self) -> bool:
        return self in {SampleKind.GLOVE, SampleKind.GARMENT}

    @property
    def is_exposed(self) -> bool:
        """Taken over a time, with a beginning and an end; the others in one moment."""
        return self in {SampleKind.ACTIVE_AIR, SampleKind.SETTLE, SampleKind.PARTICLES}

    @property
    def has_volume(self) -> bool:
        return self in {SampleKind.ACTIVE_AIR, SampleKind.PARTICLES}

    @property
    def is_plate(self) -> bool:
        """Grows on a medium, with a label and incubation."""
        return self is not SampleKind.PARTICLES

    @property
    def sampler(self) -> EquipmentKind | None:
        """The kind of device that takes it; nothing where a plate alone does."""
        return SAMPLERS.get(self)

    @property
    def letter(self) -> str:
        """What stands on the plan where there is no room for more."""
        return LETTERS[self]


PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    SampleKind.ACTIVE_AIR: (Parameter.AIR_CFU,),
    SampleKind.SETTLE: (Parameter.SETTLE_CFU,),
    SampleKind.CONTACT: (Parameter.CONTACT_CFU,),
    SampleKind.GLOVE: (Parameter.GLOVE_CFU,),
    SampleKind.GARMENT: (Parameter.GARMENT_CFU,),
    SampleKind.PARTICLES: (Parameter.PARTICLES_05, Parameter.PARTICLES_5),
}
SAMPLERS: dict[str, EquipmentKind] = {
    SampleKind.ACTIVE_AIR: EquipmentKind.AIR_SAMPLER,
    SampleKind.PARTICLES: EquipmentKind.PARTICLE_COUNTER,
}
LETTERS: dict[str, str] = {
    SampleKind.ACTIVE_AIR: "A", SampleKind.SETTLE: "S", SampleKind.CONTACT: "C",
    SampleKind.GLOVE: "G", SampleKind.GARMENT: "M", SampleKind.PARTICLES: "P",
}  # fmt: skip
AT_SITES = (SampleKind.ACTIVE_AIR, SampleKind.SETTLE, SampleKind.CONTACT, SampleKind.PARTICLES)


class Sites(models.QuerySet["Site"]):
    def visible_to(self, user: User) -> Sites:
        """The facility's own, as its rooms are."""
        return self if user.is_of_facility else self.none()

    def standing(self) -> Sites:
        return self.filter(ended_at__isnull=True)


class Site(Record):
    """Where samples of one kind are taken: a place in a room or in a zone of it.

    `x` and `y` are measured from the room's upper left corner, in plan units of 10 cm.
    """

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=SampleKind.choices)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="sites")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="sites", null=True)
    x = models.PositiveSmallIntegerField()
    y = models.PositiveSmallIntegerField()
    volume_l = ExactDecimalField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Sites] = Sites.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        verbose_name = _("sampling site")
        constraints = (
            paired("ended"),
            models.UniqueConstraint(Lower("code"), name="monitoring_site_code_once"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def grade(self) -> Grade:
        """That of its zone, else that of its room."""
        return Grade(self.zone.grade if self.zone else self.room.grade)

    @property
    def way(self) -> SampleKind:
        return SampleKind(self.kind)
