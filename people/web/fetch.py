"""What people's pages read."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from people.models import Membership, User


def user_named(username: str) -> User:
    return get_object_or_404(User, username__iexact=username)


def with_roles(users: QuerySet[User], at: datetime) -> QuerySet[User]:
    """With `roles_now`, the memberships that are valid, in one more query for all."""
    valid = Membership.objects.valid(at).select_related("role", "organisation")
    return users.select_related("lockout").prefetch_related(
        Prefetch("memberships", valid, to_attr="roles_now")
    )
