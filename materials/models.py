from __future__ import annotations

from django.db import models

from integrity.models import Record
from people.models import Organisation


class Product(Record):
    """An advanced therapy medicinal product of a sponsor; autologous: one batch for one patient."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    sponsor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="products")
    is_autologous = models.BooleanField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
