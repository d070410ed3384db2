from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.models import Record


class OrganisationKind(models.TextChoices):
    FACILITY = "FACILITY", _("Facility")
    SPONSOR = "SPONSOR", _("Sponsor")
    HOSPITAL = "HOSPITAL", _("Hospital")
    TENANT = "TENANT", _("Tenant")
    SUPPLIER = "SUPPLIER", _("Supplier")


class Organisation(Record):
    """The facility itself, or one it works with.

    A sponsor's batches are made here, a hospital's patients are treated with them, a tenant works
    in rooms of the facility, a supplier delivers.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=OrganisationKind.choices)
    is_fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind=OrganisationKind.FACILITY),
                name="people_one_facility",
            ),
        )

    def __str__(self) -> str:
        return self.name
