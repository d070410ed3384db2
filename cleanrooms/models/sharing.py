from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.room import Room
from integrity.models import Signable, paired
from integrity.models.signable import Deed
from integrity.signatures.meanings import Meaning
from materials.models import Product
from people.models.qualification import day_of


class Sharings(models.QuerySet["Sharing"]):
    def allows(self, room: Room, first: Product, second: Product, at: datetime) -> Sharing | None:
        """What allows both products in the room at this moment."""
        pair = Q(product=first, other=second) | Q(product=second, other=first)
        day = day_of(at)
        return self.filter(
            pair, room=room, approved_at__isnull=False, approved_at__lte=at,
            withdrawn_at__isnull=True, valid_from__lte=day, valid_until__gte=day,
        ).first()  # fmt: skip


class Sharing(Signable):
    """An assessment: why lots of two products, or of one, may be in a room together (Part IV 9.4).

    It holds from its first day to its last one, once QA approved it and until it is withdrawn.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="sharings")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    assessment = models.CharField(max_length=2000)
    valid_from = models.DateField()
    valid_until = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Sharings] = Sharings.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("room__code", "-written_at")
        verbose_name = _("assessment of sharing")
        constraints = (
            paired("written"),
            paired("approved"),
            paired("withdrawn"),
            models.CheckConstraint(
                name="cleanrooms_sharing_ends_after_it_begins",
                condition=Q(valid_until__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.room}: {self.product.code}, {self.other.code}"

    @property
    def word(self) -> str:
        if self.withdrawn_at:
            return str(_("Withdrawn"))
        return str(_("Approved") if self.approved_at else _("To be approved"))

    @property
    def sign(self) -> str:
        if self.withdrawn_at:
            return "neutral"
        return "ok" if self.approved_at else "hold"

    def signed_content(self) -> dict[str, Any]:
        return {
            "room": self.room.code,
            "products": sorted([self.product.code, self.other.code]),
            "assessment": self.assessment,
            "valid_from": self.valid_from.isoformat(),
            "valid_until": self.valid_until.isoformat(),
        }

    def deeds(self) -> list[Deed]:
        """Who wrote it does not approve it."""
        return [Deed(Meaning.WRITTEN, self.written_by_id, self.written_by.display_name)]
