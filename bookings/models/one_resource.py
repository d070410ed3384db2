from __future__ import annotations

from django.db.models import CheckConstraint, Q


def of_one_resource(name: str) -> CheckConstraint:
    """It is of a room or of a device, and of one only."""
    room = Q(room__isnull=False, equipment__isnull=True)
    return CheckConstraint(
        name=name, condition=room | Q(room__isnull=True, equipment__isnull=False)
    )
