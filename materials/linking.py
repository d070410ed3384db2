"""The edges of genealogy, and that they never close a circle. The bodies of commands use it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.errors import CheckViolation

from integrity.refusals import refuse
from materials.models import Container, Edge, EdgeKind
from people.models import User

NO_CYCLE = "materials_edge_no_cycle"


def link(
    parent: Container,
    children: Iterable[Container],
    kind: EdgeKind,
    quantity: Decimal,
    *,
    by: User,
    at: datetime,
) -> list[Edge]:
    """Something of the parent is in each of them from now on.

    PostgreSQL looks whether one of them is in the parent already, and refuses it then.
    """
    edges = [
        Edge(parent=parent, child=one, kind=kind, quantity=quantity, linked_at=at, linked_by=by)
        for one in children
    ]
    try:
        with transaction.atomic():
            return Edge.objects.bulk_create(edges)
    except IntegrityError as error:
        violated = error.__cause__
        if isinstance(violated, CheckViolation) and violated.diag.constraint_name == NO_CYCLE:
            raise refuse(
                "CIRCLE",
                _("%(parent)s is made of what it would be put into.") % {"parent": parent},
                clears=_("Take another container."),
            ) from error
        raise
