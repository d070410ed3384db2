from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from integrity.models import Deed, Signable, Signature, paired
from integrity.signatures.meanings import Meaning
from quality.models.capa import Capa


class CapaCheck(Signable):
    """What QA found when it looked whether an action helped; written once, as it is signed.

    `action` is what was done, as it stood then: the action may be done anew when it did not help.
    What was found stands beside the signature as its reason. `check_on` is the day of the next one.
    """

    written_once = True
    part_of = "capa"

    capa = models.ForeignKey(Capa, on_delete=models.PROTECT, related_name="checks")
    action = models.JSONField()
    is_effective = models.BooleanField(default=False)
    finding = models.TextField(blank=True)
    check_on = models.DateField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("checked_at",)
        constraints = (paired("checked"),)

    def __str__(self) -> str:
        return f"{self.capa}"

    @property
    def signatures(self) -> models.QuerySet[Signature]:
        return Signature.objects.of(self)

    def signed_content(self) -> dict[str, Any]:
        """What was checked; whether it helped stands with the signature, in the signer's words."""
        return {"capa": self.capa_id, "action": self.action}

    def deeds(self) -> Iterable[Deed]:
        """Who did the action does not check it."""
        yield Deed(Meaning.PERFORMED, UUID(self.action["done_by"]), self.action["done_by_name"])

    def told(self) -> dict[str, Any]:
        """What was found, as the signature that closes the action stands for it."""
        return {
            "is_effective": self.is_effective,
            "finding": self.finding,
            "at": self.checked_at.isoformat() if self.checked_at else None,
            "by": self.checked_by_id,
        }


def check_of(capa: Capa, key: UUID) -> CapaCheck:
    """What would be checked and signed now; not stored yet."""
    told = ("number", "title", "description", "criterion", "evidence")
    action = {name: getattr(capa, name) for name in told}
    action["done_at"] = capa.done_at.isoformat() if capa.done_at else ""
    action["done_by"] = str(capa.done_by_id or UUID(int=0))
    action["done_by_name"] = capa.done_by.display_name if capa.done_by else ""
    return CapaCheck(id=key, capa=capa, action=action)
