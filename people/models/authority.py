"""What a person may do at a moment: by roles of the own, and by what others delegated."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.db.models.functions import Now

from people.models.delegation import Delegation
from people.models.role import Membership
from people.permissions import Permission

if TYPE_CHECKING:
    from people.models.user import User


class Authority:
    """Read in one query, and a second one for somebody to whom something was delegated.

    Asked without a moment, it answers for the one at which PostgreSQL read it.
    """

    def __init__(self, user: User) -> None:
        self.user = user

    def memberships(self, at: datetime | None = None) -> list[Membership]:
        """The roles that are valid then."""
        return self._valid(self.user.pk, at)

    def own(self, at: datetime | None = None) -> frozenset[str]:
        """What the person may do by roles of the own: this alone can be passed on."""
        return _permissions(self.memberships(at))

    def giver(self, permission: str, at: datetime | None = None) -> User | None:
        """Who delegated the permission and holds it then."""
        return next((one.giver for one in self._delegations(at) if permission in one.lent), None)

    def signs_strongly(self, at: datetime | None = None) -> bool:
        """True when a role held then, or lent with its authority, forbids to sign with a PIN."""
        if any(one.role.strong_signature for one in self.memberships(at)):
            return True
        return any(self._lends_strongly(one, at) for one in self._delegations(at))

    def _lends_strongly(self, delegation: Any, at: datetime | None) -> bool:
        """Lent is such a role, or what its giver holds by such roles alone."""
        if delegation.role:
            return bool(delegation.role.strong_signature and delegation.lent)
        held = self._valid(delegation.giver_id, at)
        other = _permissions([one for one in held if not one.role.strong_signature])
        return not delegation.lent <= other

    def delegated(self, at: datetime | None = None) -> frozenset[str]:
        return frozenset(code for one in self._delegations(at) for code in one.lent)

    def _delegations(self, at: datetime | None) -> list[Any]:
        """Those valid then, each with `lent`: what its giver holds of its scope then.

        To delegate is never lent: what was delegated is not passed on.
        """
        found = []
        for one in self._received:
            if one.giver.is_active and one.is_valid(at or one.read_at):
                held = _permissions(self._valid(one.giver_id, at))
                one.lent = (one.scope & held) - {Permission.DELEGATE}
                found.append(one)
        return found

    def _valid(self, user_id: object, at: datetime | None) -> list[Membership]:
        rows = [one for one in self._rows if one.user_id == user_id]
        return [one for one in rows if one.is_valid(at or one.read_at)]

    @cached_property
    def _rows(self) -> list[Any]:
        """The person's memberships, and those of whoever delegated something to the person."""
        givers = Delegation.objects.given().filter(delegate=self.user)
        wanted = Q(user=self.user) | Q(user__in=givers.values("giver"))
        rows = Membership.objects.filter(wanted).select_related("role", "organisation")
        return list(rows.annotate(read_at=Now()))

    @cached_property
    def _received(self) -> list[Any]:
        if all(one.user_id == self.user.pk for one in self._rows):
            return []
        received = Delegation.objects.given().filter(delegate=self.user)
        return list(received.select_related("giver", "role").annotate(read_at=Now()))


def _permissions(memberships: list[Membership]) -> frozenset[str]:
    return frozenset(code for held in memberships for code in held.role.permissions)
