from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.finding.texts import text_indexes
from quality.models.engagement import Engagement, Engagements

TEXTS = ("number", "title")


class Service(models.TextChoices):
    """What the facility does for a sponsor, or lets a tenant do here."""

    DEVELOPMENT = "DEVELOPMENT", _("Contract development")
    MANUFACTURING = "MANUFACTURING", _("Contract manufacturing")
    RENTAL = "RENTAL", _("Rental")
    TESTING = "TESTING", _("Testing")


class Agreements(Engagements["Agreement"]):
    """Agreements with sponsors and tenants."""


class Agreement(Engagement):
    """What is done for a sponsor or tenant, and under which quality agreement (Part IV 13).

    Codes limit it to products and rooms; without any it covers all of them.
    """

    prefix, noun = "AGR", "agreement"

    services = ArrayField(models.CharField(max_length=14, choices=Service.choices))
    product_codes = ArrayField(models.CharField(max_length=40), default=list)
    room_codes = ArrayField(models.CharField(max_length=20), default=list)

    objects: ClassVar[Agreements] = Agreements.as_manager()  # type: ignore[assignment]

    class Meta(Engagement.Meta):
        indexes = text_indexes("agreement", *TEXTS)
        constraints = (
            *Engagement.Meta.constraints,
            models.CheckConstraint(
                name="quality_agreement_of_a_service", condition=models.Q(services__len__gt=0)
            ),
        )

    @property
    def service_labels(self) -> list[str]:
        return [str(Service(code).label) for code in self.services]

    @property
    def needs_quality_agreement(self) -> bool:
        """What is done for others is done under one."""
        return True

    def covers(self, *, product: str, room: str) -> bool:
        """True when its codes, where it names any, have these; nothing asked is covered."""
        return all(
            not asked or not named or asked in named
            for asked, named in ((product, self.product_codes), (room, self.room_codes))
        )

    def signed_content(self) -> dict[str, Any]:
        return {
            **super().signed_content(),
            "services": self.services,
            "products": self.product_codes,
            "rooms": self.room_codes,
        }
