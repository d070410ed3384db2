"""What something was made of, what was made of it, and the holds that travel with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

from materials.models import Container, Hold, Lot

# Both ways by the edges; UNION leaves out what was found, so that it ends.
UP = """
WITH RECURSIVE found(id) AS (
  SELECT unnest(%s::uuid[])
  UNION SELECT e.parent_id FROM found JOIN materials_edge e ON e.child_id = found.id
) SELECT id FROM found
"""
DOWN = """
WITH RECURSIVE found(id) AS (
  SELECT unnest(%s::uuid[])
  UNION SELECT e.child_id FROM found JOIN materials_edge e ON e.parent_id = found.id
) SELECT id FROM found
"""
# Each start has its moment: what was put into another one before that is not followed.
DOWN_SINCE = """
WITH RECURSIVE found(id, since) AS (
  SELECT * FROM unnest(%s::uuid[], %s::timestamptz[])
  UNION SELECT e.child_id, found.since FROM found
  JOIN materials_edge e ON e.parent_id = found.id AND e.linked_at >= found.since
) SELECT DISTINCT id FROM found
"""
HELD = """
WITH RECURSIVE found(root, id) AS (
  SELECT id, id FROM unnest(%s::uuid[]) AS start(id)
  UNION SELECT found.root, e.parent_id FROM found JOIN materials_edge e ON e.child_id = found.id
), reached AS MATERIALIZED (
  SELECT found.root, c.id, c.lot_id, lower(l.donor_code) AS donor FROM found
  JOIN materials_container c ON c.id = found.id JOIN materials_lot l ON l.id = c.lot_id
), standing AS MATERIALIZED (
  SELECT id, container_id, lot_id, lower(nullif(donor_code, '')) AS donor
  FROM materials_hold WHERE lifted_at IS NULL
) SELECT root, standing.id FROM reached JOIN standing ON standing.container_id = reached.id
  UNION SELECT root, standing.id FROM reached JOIN standing ON standing.lot_id = reached.lot_id
  UNION SELECT root, standing.id FROM reached JOIN standing ON standing.donor = reached.donor
"""

# From the standing holds down: all that is held, itself or by what is in it.
ALL_HELD = """
WITH RECURSIVE found(id) AS (
  (SELECT container_id FROM materials_hold WHERE lifted_at IS NULL AND container_id IS NOT NULL
   UNION SELECT c.id FROM materials_hold h JOIN materials_container c ON c.lot_id = h.lot_id
   WHERE h.lifted_at IS NULL
   UNION SELECT c.id FROM materials_hold h
   JOIN materials_lot l ON lower(l.donor_code) = lower(h.donor_code)
   JOIN materials_container c ON c.lot_id = l.id
   WHERE h.lifted_at IS NULL AND h.donor_code <> '')
  UNION SELECT e.child_id FROM found JOIN materials_edge e ON e.parent_id = found.id
) SELECT {of} FROM found
"""
# Asked container by container: what is held is little, and a join reads the whole stock.
ITS_LOT = "(SELECT c.lot_id FROM materials_container c WHERE c.id = found.id)"
HELD_CONTAINERS = RawSQL(ALL_HELD.format(of="id"), [])  # noqa: S611
HELD_LOTS = RawSQL(ALL_HELD.format(of=ITS_LOT), [])  # noqa: S611
# Found once for a list, not once a row.
LOT_IS_HELD = Func(
    F("pk"),
    RawSQL(f"ARRAY({ALL_HELD.format(of=ITS_LOT)})", []),  # noqa: S611
    template="%(expressions)s", arg_joiner=" = ANY", output_field=BooleanField(),
)  # fmt: skip


def ancestors(containers: Iterable[UUID]) -> set[UUID]:
    """The containers themselves, and everything that is in them, at any distance."""
    return _asked(UP, containers)


def descendants(containers: Iterable[UUID]) -> set[UUID]:
    """The containers themselves, and everything that has something of them in it."""
    return _asked(DOWN, containers)


def descendants_since(containers: Mapping[UUID, datetime]) -> set[UUID]:
    """The containers themselves, and everything into which something of them came since then."""
    with connection.cursor() as cursor:
        cursor.execute(DOWN_SINCE, [list(containers), list(containers.values())])
        return {key for (key,) in cursor.fetchall()}


def held(containers: Collection[UUID]) -> dict[UUID, list[Hold]]:
    """Those that are held, each with the standing holds on it and on all that is in it."""
    if not containers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(HELD, [list(containers)])
        rows = cursor.fetchall()
    holds = Hold.objects.select_related("lot", "container").in_bulk({hold for _root, hold in rows})
    found: dict[UUID, list[Hold]] = defaultdict(list)
    for root, hold in sorted(rows, key=lambda row: holds[row[1]].number):
        found[root].append(holds[hold])
    return found


def held_among(containers: Collection[UUID]) -> set[UUID]:
    """Those that are held, themselves or by what is in them; asked from the holds down."""
    return _asked(ALL_HELD.format(of="id") + "WHERE id = ANY(%s::uuid[])", containers)


def holds_on(container: Container) -> list[Hold]:
    return held([container.pk]).get(container.pk, [])


def holds_on_lot(lot: Lot) -> list[Hold]:
    """Those on the lot and its donor, on any of its containers, and on what is in them."""
    keys = list(Container.objects.filter(lot=lot).values_list("pk", flat=True))
    holds = {hold.pk: hold for one in held(keys).values() for hold in one}
    return sorted(holds.values(), key=lambda hold: hold.number)


def _asked(query: str, containers: Iterable[UUID]) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query, [list(containers)])
        return {key for (key,) in cursor.fetchall()}
