from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from integrity.models import Signable, paired
from people.models.period import Periods, period_constraint
from people.models.role import Role
from people.permissions import Permission


class Delegations(Periods["Delegation"]):
    def given(self) -> Delegations:
        """Those that are signed and were not revoked."""
        return self.filter(given_at__isnull=False, revoked_at__isnull=True)


class Delegation(Signable):
    """What one person lets another do in the own name, from one moment until another.

    Either a role of the giver or some permissions; it counts once the giver has signed it, and
    while the giver holds them.
    """

    giver = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="delegated")
    delegate = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="acts_for")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", null=True)
    permissions = ArrayField(models.CharField(max_length=60), default=list)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    reason = models.CharField(max_length=500)
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    revoked_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Delegations] = Delegations.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-valid_from",)
        constraints = (
            period_constraint(),
            paired("given"),
            paired("revoked"),
            models.CheckConstraint(
                name="people_delegation_of_role_or_permissions",
                condition=models.Q(role__isnull=False, permissions=[])
                | models.Q(role__isnull=True, permissions__len__gt=0),
            ),
            models.CheckConstraint(
                name="people_delegation_to_another",
                condition=~models.Q(giver=models.F("delegate")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.delegate} for {self.giver}"

    def signed_content(self) -> dict[str, Any]:
        """Who lets whom do what, from when until when, and why."""
        return {
            "giver": self.giver_id,
            "delegate": self.delegate_id,
            "role": self.role_id,
            "permissions": self.permissions,
            "from": self.valid_from,
            "until": self.valid_until,
            "reason": self.reason,
        }

    @property
    def scope(self) -> frozenset[str]:
        """The permissions it covers, if the giver holds them."""
        return frozenset(self.role.permissions if self.role else self.permissions)

    @property
    def labels(self) -> list[object]:
        """Its permissions in words."""
        return [Permission(code).label for code in self.permissions]

    def is_valid(self, at: datetime) -> bool:
        """True between its moments, once it is signed and before it was revoked."""
        if self.given_at is None or at < self.given_at:
            return False
        is_revoked = self.revoked_at is not None and self.revoked_at <= at
        return self.valid_from <= at < self.valid_until and not is_revoked
