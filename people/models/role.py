from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from integrity.models import Record
from people.models.organisation import Organisation


class Role(Record):
    """A named set of permissions; roles are data, permissions are code."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=100)
    permissions = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Membership(Record):
    """A user's role in an organisation."""

    part_of = "user"

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], name="people_membership_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organisation}"
