"""Who is told: whoever has the role at that moment, or whom it concerns, and may see it."""

from __future__ import annotations

from datetime import datetime

from people.models import Membership, Role, User
from people.notifications.about import About


def people_to_tell(role: Role | None, about: About, at: datetime) -> list[User]:
    """A sponsor's person is told only of what that person would be shown anyway."""
    active = User.objects.filter(is_active=True)
    if role is None:
        found = active.filter(pk__in=list(about.concerns))
    else:
        members = Membership.objects.valid(at).filter(role=role)
        found = active.filter(pk__in=members.values("user"))
    return [user for user in found if about.sees(user)]
