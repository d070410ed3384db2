from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.models import Record
from materials.models.containment import Containment
from people.finding.texts import text_indexes
from people.models import Organisation

if TYPE_CHECKING:
    from people.models import User

TEXTS = ("code", "name")


class AtmpKind(models.TextChoices):
    """Regulation (EC) 1394/2007, Article 2."""

    GTMP = "GTMP", _("Gene therapy")
    SCTMP = "SCTMP", _("Somatic cell therapy")
    TEP = "TEP", _("Tissue engineered product")
    COMBINED = "COMBINED", _("Combined with a device")


class LegalBasis(models.TextChoices):
    """On which a batch may be supplied (Directive 2001/83/EC, Articles 3(7), 5, 6)."""

    AUTHORISATION = "AUTHORISATION", _("Marketing authorisation")
    TRIAL = "TRIAL", _("Clinical trial")
    EXEMPTION = "EXEMPTION", _("Hospital exemption")
    NAMED_PATIENT = "NAMED_PATIENT", _("Named patient")


class Products(models.QuerySet["Product"]):
    def visible_to(self, user: User) -> Products:
        """People of the facility see every product; others those of their organisations only."""
        return self if user.is_of_facility else self.filter(sponsor__in=user.organisations)


class Product(Record):
    """An advanced therapy medicinal product of a sponsor; autologous: one batch for one patient.

    `vector` is the viral vector it is made with, by one name for one vector; `containment` the
    level that work with it needs at least (Directive 2009/41/EC).
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    sponsor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="products")
    is_autologous = models.BooleanField()
    kind = models.CharField(max_length=10, choices=AtmpKind.choices)
    legal_bases = ArrayField(
        models.CharField(max_length=20, choices=LegalBasis.choices), default=list
    )

    vector = models.CharField(max_length=60, blank=True)
    containment = models.CharField(
        max_length=7, choices=Containment.choices, default=Containment.NONE
    )

    objects: ClassVar[Products] = Products.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        indexes = text_indexes("product", *TEXTS)

    def __str__(self) -> str:
        return self.name

    @property
    def bases(self) -> list[str]:
        """The legal bases in words."""
        return [str(LegalBasis(one).label) for one in self.legal_bases]
