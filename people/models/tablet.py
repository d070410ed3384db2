from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from integrity.models import ExactDecimalField, Record, paired


def hash_of(key: str) -> str:
    """What is kept of a device key: its SHA-256. 32 random bytes need no salt and no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


class Tablets(models.QuerySet["Tablet"]):
    def active(self) -> Tablets:
        """Enrolled and not revoked."""
        return self.filter(revoked_at__isnull=True)


class Tablet(Record):
    """A device of the facility, known by a key that only its own cookie holds (21 CFR 11.10(h))."""

    secret = ("key_hash",)

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    key_hash = models.CharField(max_length=64, unique=True)
    px_per_mm = ExactDecimalField()
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    revoked_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Tablets] = Tablets.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(Lower("code"), name="people_tablet_code_once"),
            paired("enrolled"),
            paired("revoked"),
        )

    def __str__(self) -> str:
        return self.code


def tablet_of(key: str) -> Tablet | None:
    """The enrolled tablet that holds this key; none for an unknown key and for a revoked tablet."""
    return Tablet.objects.active().filter(key_hash=hash_of(key)).first() if key else None
