"""Which containers of a family are drawn: of those that came about alike, one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models.expressions import RawSQL

from materials.genealogy import ancestors, descendants, held_among
from materials.models import Container, Edge
from people.models import User

READ, MOST, FEW = 10_000, 150, 6


@dataclass(frozen=True)
class Drawn:
    """Each container that is drawn with how many more are like it: of the same lot, held or not
    as it is, made of the same, gone into the same. `left_out` counts those that are not drawn.
    """

    others: dict[UUID, int]
    held: set[UUID]
    left_out: int


def drawn(own: set[UUID], user: User) -> Drawn:
    """All that is in these and all that they are in, as the person may see; their own first."""
    keys = ancestors(own) | descendants(own)
    visible = Container.objects.visible_to(user).filter(pk__in=_among(keys)).order_by("code")
    found = list(visible.values_list("pk", "lot_id"))
    found.sort(key=lambda row: row[0] not in own)
    lots = dict(found[:READ])
    blocked = held_among(lots)
    others = dict(islice(_folded(lots, blocked).items(), MOST))
    left_out = len(found) - sum(1 + more for more in others.values())
    return Drawn(others, blocked, left_out)


def _folded(lots: dict[UUID, UUID], blocked: set[UUID]) -> dict[UUID, int]:
    """Of many that are alike the first, with how many more; of few each one."""
    made_of, went_into = defaultdict[UUID, set[UUID]](set), defaultdict[UUID, set[UUID]](set)
    # Asked for by what they lead into: a container is made of few, and may go into thousands.
    edges = Edge.objects.filter(child__in=_among(lots)).order_by()
    for parent, child in edges.values_list("parent_id", "child_id"):
        if parent in lots:
            made_of[child].add(parent)
            went_into[parent].add(child)
    alike = defaultdict[object, list[UUID]](list)
    for key, lot in lots.items():
        kind = (lot, key in blocked, frozenset(made_of[key]), frozenset(went_into[key]))
        alike[kind].append(key)
    folded = {first: len(more) for first, *more in alike.values() if len(more) >= FEW}
    single = {key for keys in alike.values() if len(keys) <= FEW for key in keys}
    return {key: folded.get(key, 0) for key in lots if key in folded or key in single}


def _among(keys: Iterable[UUID]) -> RawSQL:
    """One parameter however many there are."""
    return RawSQL("SELECT unnest(%s::uuid[])", [list(keys)])
