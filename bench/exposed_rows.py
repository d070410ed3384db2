"""A million exposures over a year, of lots with containers and what was made of them.

They are loaded past the triggers, as a restored dump is: what is measured is how they are read.
"""

from __future__ import annotations

import psycopg
from django.db import connection

from bench.stock_rows import silenced
from cgtlims.roles import with_database
from cleanrooms.models import Exposure
from materials.models import Lot
from tests.databases import admin_url, current

EXPOSURES, LOTS, CONTAINERS, DAYS = 1_000_000, 5_000, 4, 365
STEP = f"(n * interval '{DAYS} days' / {EXPOSURES})"
BEGAN = f"date_trunc('day', now()) - interval '{DAYS} days' + {STEP}"
OF_LOT = f"(n / ({EXPOSURES} / {LOTS}))"
LOT_ID = "md5('exposed-lot-' || {place})::uuid"
ID = "md5('exposed-container-' || {lot} || '-' || {place})::uuid"
LOT_ROWS = f"""
INSERT INTO materials_lot ({{columns}})
SELECT {{values}} FROM generate_series(0, {LOTS - 1}) AS n, materials_lot AS t WHERE t.id = %(like)s
"""
CONTAINER_ROWS = f"""
INSERT INTO materials_container (id, version, lot_id, code, remaining, place)
SELECT {ID.format(lot="n", place="p")}, 1, {LOT_ID.format(place="n")}, 'EXPOSED-' || n || '-' || p,
  '10', ''
FROM generate_series(0, {LOTS - 1}) AS n, generate_series(0, {CONTAINERS - 1}) AS p
"""
# Five lots follow from each other, each made on the day after the one before was handled.
EDGE_ROWS = f"""
INSERT INTO materials_edge
  (id, version, parent_id, child_id, kind, quantity, linked_at, linked_by_id)
SELECT gen_random_uuid(), 1, {ID.format(lot="l", place="0")}, {ID.format(lot="(l + 1)", place="0")},
  'DERIVED', '1',
  date_trunc('day', now()) - interval '{DAYS - 1} days' + l * interval '{DAYS} days' / {LOTS},
  t.entered_by_id
FROM generate_series(0, {LOTS - 2}) AS l, materials_lot AS t
WHERE t.id = %(like)s AND l %% 5 <> 4
"""
# Rooms in turn, every fourth a person, every third in a device, each for an hour and a half.
EXPOSURE_ROWS = f"""
INSERT INTO cleanrooms_exposure
  (id, source_type, source_id, room_id, equipment_id, lot_id, number, person_id, is_open, period)
SELECT gen_random_uuid(), 'cleanrooms.roomuse', gen_random_uuid(),
  rooms[1 + n %% array_length(rooms, 1)],
  CASE WHEN n %% 4 <> 0 AND n %% 3 = 0 THEN devices[1 + n %% array_length(devices, 1)] END,
  CASE WHEN n %% 4 <> 0 THEN {LOT_ID.format(place=OF_LOT)} END, '',
  CASE WHEN n %% 4 = 0 THEN people[1 + n %% array_length(people, 1)] END, n %% 2 = 0,
  tstzrange({BEGAN}, {BEGAN} + interval '90 minutes', '[]')
FROM generate_series(0, {EXPOSURES - 1}) AS n,
  (SELECT (SELECT array_agg(id ORDER BY code) FROM cleanrooms_room) AS rooms,
    (SELECT array_agg(id ORDER BY code) FROM cleanrooms_equipment) AS devices,
    (SELECT array_agg(id ORDER BY username) FROM people_user) AS people) AS known
"""


def fill(like: Lot) -> None:
    """Lots like this one, their containers, what is in what, and where they were."""
    own = {
        "id": LOT_ID.format(place="n"),
        "number": "'EXPOSED-' || lpad(n::text, 5, '0')",
        "order_id": "NULL",
    }
    columns = [field.column or "" for field in Lot._meta.concrete_fields]
    quoted = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(own.get(column, f't."{column}"') for column in columns)
    lots = LOT_ROWS.format(columns=quoted, values=values)
    with psycopg.connect(with_database(admin_url(), current()), autocommit=True) as superuser:
        with superuser.transaction(), silenced(superuser):
            given = {"like": like.pk}
            for statement in (lots, CONTAINER_ROWS, EDGE_ROWS, EXPOSURE_ROWS):
                superuser.execute(statement.encode(), given)
        for table in ("materials_container", "materials_edge", Exposure._meta.db_table):
            superuser.execute(f"VACUUM (ANALYZE) {table}".encode())
    connection.close()
