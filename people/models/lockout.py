from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Lockout(models.Model):
    """How often somebody tried a secret of this account lately, and whether it is locked.

    A counter, no GMP record: what it leads to is said by `lock_account` and `unlock_account`.
    """

    user = models.OneToOneField(
        "people.User", on_delete=models.PROTECT, primary_key=True, related_name="lockout"
    )
    tried_at = ArrayField(models.DateTimeField(), default=list)
    locked_at = models.DateTimeField(null=True)
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {len(self.tried_at)}"
