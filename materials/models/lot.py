from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from documents.models import Attachment
from integrity.lifecycle import Lifecycle
from integrity.models import Signable, paired
from integrity.models.fields import ExactDecimalField
from integrity.models.signable import Deed
from integrity.signatures.meanings import Meaning
from materials.models.finding import DonorTests, Finding
from materials.models.material import ApprovedSource, Material
from materials.models.order import Order
from materials.models.product import Product
from measures.units import Unit
from measures.units import unit as unit_of
from people.finding.texts import text_indexes
from people.models import Organisation

if TYPE_CHECKING:
    from people.models import User

TEXTS = ("number", "supplier_lot")


class LotKind(models.TextChoices):
    RECEIVED = "RECEIVED", _("Received")
    MADE = "MADE", _("Made here")
    MASTER_BANK = "MASTER_BANK", _("Master cell bank")
    WORKING_BANK = "WORKING_BANK", _("Working cell bank")


class LotStatus(models.TextChoices):
    QUARANTINE = "QUARANTINE", _("Quarantine")
    RELEASED = "RELEASED", _("Released")
    REJECTED = "REJECTED", _("Rejected")

    @property
    def sign(self) -> str:
        return {"QUARANTINE": "hold", "RELEASED": "ok", "REJECTED": "action"}[self.value]


LIFECYCLE = Lifecycle(
    LotStatus,
    first=LotStatus.QUARANTINE,
    moves={
        LotStatus.QUARANTINE: {LotStatus.RELEASED, LotStatus.REJECTED},
        LotStatus.RELEASED: {LotStatus.REJECTED},
    },
    field="status",
)


class Lots(models.QuerySet["Lot"]):
    def visible_to(self, user: User) -> Lots:
        """People of the facility see every lot; others those that their organisations own."""
        return self if user.is_of_facility else self.filter(owner__in=user.organisations)


class Lot(Signable):
    """What came in one delivery or was made in one go, of a material or of a product.

    `owner` is the sponsor whose it is; the facility's own lots have none. `findings` is what
    was not as it should be when it came; QA says in `assessment` why it is used all the same.
    `files` is the SHA-256 of every file that QA decided on, `label` the supplier's as scanned.
    """

    lifecycle = LIFECYCLE

    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=15, choices=LotKind.choices)
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="lots", null=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="lots", null=True)
    source = models.ForeignKey(
        ApprovedSource, on_delete=models.PROTECT, related_name="lots", null=True
    )
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lots", null=True)
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="lots", null=True
    )
    supplier_lot = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40)
    quantity = ExactDecimalField()
    expires_at = models.DateTimeField(null=True)
    retest_at = models.DateTimeField(null=True)
    donation_code = models.CharField(max_length=41, blank=True)
    donor_code = models.CharField(max_length=40, blank=True)
    donor_tests = models.CharField(max_length=10, choices=DonorTests.choices, blank=True)
    collected_at = models.DateTimeField(null=True)
    coldest = ExactDecimalField(null=True)
    warmest = ExactDecimalField(null=True)
    findings = ArrayField(models.CharField(max_length=20, choices=Finding.choices), default=list)
    note = models.CharField(max_length=500, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=10, choices=LotStatus.choices, default=LotStatus.QUARANTINE
    )
    certificate = models.CharField(max_length=200, blank=True)
    files = ArrayField(models.CharField(max_length=64), default=list)
    assessment = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Lots] = Lots.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-entered_at", "-id")
        indexes = (
            models.Index(fields=["-entered_at", "-id"], name="lot_newest"),
            models.Index(fields=["status", "-entered_at"], name="lot_by_status"),
            models.Index(fields=["owner", "-entered_at"], name="lot_by_owner"),
            models.Index(Lower("supplier_lot"), name="lot_by_supplier_lot"),
            models.Index(Lower("donation_code"), name="lot_by_donation"),
            models.Index(Lower("donor_code"), name="lot_by_donor"),
            *text_indexes("lot", *TEXTS),
        )
        constraints = (
            paired("entered"),
            paired("decided"),
            models.UniqueConstraint(Lower("number"), name="materials_lot_number_once"),
            models.CheckConstraint(
                name="materials_lot_of_one_thing",
                condition=Q(material__isnull=True) ^ Q(product__isnull=True),
            ),
            models.CheckConstraint(
                name="materials_lot_decided",
                condition=Q(decided_at__isnull=True, status=LotStatus.QUARANTINE)
                | Q(decided_at__isnull=False) & ~Q(status=LotStatus.QUARANTINE),
            ),
            models.CheckConstraint(
                name="materials_lot_of_something", condition=Q(quantity__gt=Decimal(0))
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def what(self) -> Material | Product:
        found = self.material or self.product
        assert found is not None  # noqa: S101  (a constraint holds it)
        return found

    @property
    def measured_in(self) -> Unit:
        return unit_of(self.unit)

    @property
    def sign(self) -> str:
        return LotStatus(self.status).sign

    @property
    def is_bank(self) -> bool:
        return self.kind in {LotKind.MASTER_BANK, LotKind.WORKING_BANK}

    @property
    def files_decided_on(self) -> list[str]:
        """The SHA-256 of its files: as they are now, and for good once QA decided."""
        if self.status != LotStatus.QUARANTINE:
            return self.files
        attached = Attachment.objects.filter(
            subject_type=self._meta.label_lower, subject_id=self.pk
        )
        return sorted(set(attached.values_list("file__sha256", flat=True)))

    @property
    def found(self) -> list[Finding]:
        """What was not as it should be when it came."""
        return [Finding(one) for one in self.findings]

    def signed_content(self) -> dict[str, Any]:
        """What it is, how it came, and what of it is still to be judged."""
        scanned = {"label": self.label} if self.label else {}
        return {
            **scanned,
            "number": self.number,
            "kind": self.kind,
            "of": self.material_id or self.product_id,
            "source": self.source_id,
            "supplier_lot": self.supplier_lot,
            "quantity": self.quantity,
            "unit": self.unit,
            "expires": self.expires_at,
            "donation": self.donation_code,
            "donor_tests": self.donor_tests,
            "temperatures": [self.coldest, self.warmest],
            "findings": list(self.findings),
            "files": self.files_decided_on,
        }

    def deeds(self) -> list[Deed]:
        """Who received or made it does not release it."""
        return [Deed(Meaning.PERFORMED, self.entered_by_id, self.entered_by.display_name)]
