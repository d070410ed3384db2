from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.finding.texts import text_indexes
from quality.models.engagement import Engagement, Engagements

TEXTS = ("number", "title")


class SupplierKind(models.TextChoices):
    MATERIAL = "MATERIAL", _("Supplier of materials")
    LABORATORY = "LABORATORY", _("Contract laboratory")
    SERVICE = "SERVICE", _("Service provider")


OUTSOURCED = frozenset({SupplierKind.LABORATORY, SupplierKind.SERVICE})


class SupplierApprovals(Engagements["SupplierApproval"]):
    """Approvals of suppliers and contract laboratories."""


class SupplierApproval(Engagement):
    """That QA lets an organisation deliver or test, on which evidence and under what conditions.

    `item_codes` limit it to materials or tests; without any it covers all of its scope.
    """

    prefix, noun = "SUP", "supplier_approval"

    kind = models.CharField(max_length=10, choices=SupplierKind.choices)
    item_codes = ArrayField(models.CharField(max_length=40), default=list)
    audit_evidence = models.CharField(max_length=200)
    conditions = models.TextField(blank=True)

    objects: ClassVar[SupplierApprovals] = SupplierApprovals.as_manager()  # type: ignore[assignment]

    class Meta(Engagement.Meta):
        indexes = text_indexes("supplier", *TEXTS)

    @property
    def needs_quality_agreement(self) -> bool:
        """What is tested or done elsewhere is done under one; what is bought is not."""
        return self.kind in OUTSOURCED

    def covers(self, item: str) -> bool:
        return not item or not self.item_codes or item in self.item_codes

    def signed_content(self) -> dict[str, Any]:
        return {
            **super().signed_content(),
            "kind": self.kind,
            "items": self.item_codes,
            "audit": self.audit_evidence,
            "conditions": self.conditions,
        }
