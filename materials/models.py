from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from integrity.models import Record
from people.finding.texts import text_indexes
from people.models import Organisation

if TYPE_CHECKING:
    from people.models import User

TEXTS = ("code", "name")


class Products(models.QuerySet["Product"]):
    def visible_to(self, user: User) -> Products:
        """People of the facility see every product; others those of their organisations only."""
        return self if user.is_of_facility else self.filter(sponsor__in=user.organisations)


class Product(Record):
    """An advanced therapy medicinal product of a sponsor; autologous: one batch for one patient."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    sponsor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="products")
    is_autologous = models.BooleanField()

    objects: ClassVar[Products] = Products.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        indexes = text_indexes("product", *TEXTS)

    def __str__(self) -> str:
        return self.name
