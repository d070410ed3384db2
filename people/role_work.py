"""What no role allows yet, for who manages roles: a release may bring a permission."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from people.permissions import Permission
from people.releases import held_by_nobody
from people.work import Task, Waiting, contribute_work


@contribute_work(
    "held-by-nobody",
    gettext_lazy("Permissions in no role"),
    page=lambda: reverse("roles"),
    permission=Permission.MANAGE_PEOPLE,
)
def in_no_role(user: User, at: datetime, most: int) -> Waiting:
    """Nobody can do what they allow, until a role holds them."""
    found = held_by_nobody()
    return Waiting([_to_give(one) for one in found[:most]], len(found))


def _to_give(permission: Permission) -> Task:
    return Task(
        _("Decide which role holds it"), reverse("roles"), line=capfirst(str(permission.label)),
        sign="alert", word=_("In no role"),
    )  # fmt: skip
