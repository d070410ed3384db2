from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from measures.numbers import plain
from measures.units import Unit
from measures.units import unit as unit_of
from people.finding.texts import text_indexes
from people.models import Organisation
from people.models.qualification import day_of

if TYPE_CHECKING:
    from people.models import User

TEXTS = ("code", "name")


class MaterialKind(models.TextChoices):
    HUMAN_STARTING = "HUMAN_STARTING", _("Human starting material")
    STARTING = "STARTING", _("Starting material")
    CRITICAL_RAW = "CRITICAL_RAW", _("Critical raw material")
    EXCIPIENT = "EXCIPIENT", _("Excipient")
    REAGENT = "REAGENT", _("Reagent")
    CONSUMABLE = "CONSUMABLE", _("Consumable")
    PACKAGING = "PACKAGING", _("Packaging")


class Materials(models.QuerySet["Material"]):
    def visible_to(self, user: User) -> Materials:
        """People of the facility see every material; others those of which they own a lot."""
        if user.is_of_facility:
            return self
        lots = apps.get_model("materials.Lot")._default_manager.filter(owner__in=user.organisations)
        return self.filter(Exists(lots.filter(material=OuterRef("pk"))))


class Material(Record):
    """Something that products are made from, with what holds for each lot of it.

    Quantities of it are in `unit`, a UCUM code. After `retest_months` a lot is tested again; once
    opened or thawed a container is good for so many hours. A delivery is expected to have been
    between `coldest` and `warmest` °C, human material to come within `collection_hours`.

    `specification` is the code of the controlled document that says what a lot must be; only while
    it is effective a lot is released, with a certificate's file where `needs_certificate`.
    """

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=MaterialKind.choices)
    unit = models.CharField(max_length=40)
    specification = models.CharField(max_length=40, blank=True)
    needs_certificate = models.BooleanField(default=False)
    retest_months = models.PositiveSmallIntegerField(null=True)
    open_hours = models.PositiveIntegerField(null=True)
    thaw_hours = models.PositiveIntegerField(null=True)
    coldest = ExactDecimalField(null=True)
    warmest = ExactDecimalField(null=True)
    collection_hours = models.PositiveSmallIntegerField(null=True)
    reorder_level = ExactDecimalField(null=True)

    objects: ClassVar[Materials] = Materials.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        indexes = text_indexes("material", *TEXTS)
        constraints = (
            models.UniqueConstraint(Lower("code"), name="materials_material_code_once"),
            models.CheckConstraint(
                name="materials_material_temperatures",
                condition=Q(coldest__isnull=True)
                | Q(warmest__isnull=True)
                | Q(warmest__gte=models.F("coldest")),
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_of_human_origin(self) -> bool:
        """A donation: it has a donation code, a time of collection, and a donor that was tested."""
        return self.kind == MaterialKind.HUMAN_STARTING

    @property
    def measured_in(self) -> Unit:
        return unit_of(self.unit)

    @property
    def accepted_temperatures(self) -> str:
        """What it bears on the way, in words; nothing when that is not said."""
        coldest, warmest = self.coldest, self.warmest
        if coldest is not None and warmest is not None:
            given = {"coldest": plain(coldest), "warmest": plain(warmest)}
            return gettext("%(coldest)s to %(warmest)s °C") % given
        if coldest is not None:
            return gettext("%(coldest)s °C or more") % {"coldest": plain(coldest)}
        if warmest is not None:
            return gettext("%(warmest)s °C or less") % {"warmest": plain(warmest)}
        return ""


class ApprovedSources(models.QuerySet["ApprovedSource"]):
    def valid(self, at: datetime) -> ApprovedSources:
        """Approved on that day and not withdrawn; the last day counts."""
        today = day_of(at)
        still = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        return self.filter(still, valid_from__lte=today, withdrawn_at__isnull=True)


class ApprovedSource(Record):
    """Who may deliver a material, under which number of theirs, and until when."""

    part_of = "material"

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="sources")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="supplies")
    their_code = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[ApprovedSources] = ApprovedSources.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("material__code", "supplier__name", "valid_from")
        constraints = (
            paired("withdrawn"),
            models.UniqueConstraint(
                fields=["material", "supplier", "their_code"],
                condition=Q(withdrawn_at__isnull=True),
                name="materials_source_once",
            ),
            models.CheckConstraint(
                name="materials_source_ends_later",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.material} {self.supplier} {self.their_code}"

    def is_valid(self, at: datetime) -> bool:
        today = day_of(at)
        until = self.valid_until
        return (
            self.withdrawn_at is None
            and self.valid_from <= today
            and (until is None or today <= until)
        )
