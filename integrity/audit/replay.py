"""Replay: folding every change of a table must give its rows as they are now.

A perfect log proves nothing about the tables beside it. Where somebody wrote past the triggers,
the row differs from what its changes lead to, and is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction

from integrity.models import Record

# Values are compared as text, since 98.0 and 98.00 are equal numbers and different records.
# A personal value is compared by its commitment, made anew from its salt.
DIFFERENCES = """
WITH change AS (
  SELECT id, row_id, diff::jsonb AS diff FROM integrity_rowchange WHERE "table" = %(table)s
), last AS (
  SELECT DISTINCT ON (row_id) row_id, diff ->> 'op' AS op FROM change ORDER BY row_id, id DESC
), folded AS (
  SELECT row_id, jsonb_object_agg(key, value ORDER BY id) AS columns
  FROM change, jsonb_each(nullif(diff -> 'new', 'null'::jsonb)) GROUP BY row_id
), present AS (
  SELECT id::text AS row_id, to_jsonb(t) AS columns FROM {table} AS t
)
SELECT row_id, 'was written outside a command'
  FROM present LEFT JOIN last USING (row_id) WHERE op IS NULL OR op = 'DELETE'
UNION ALL
SELECT row_id, 'was deleted outside a command'
  FROM last LEFT JOIN present USING (row_id) WHERE op <> 'DELETE' AND present.columns IS NULL
UNION ALL
SELECT folded.row_id, 'differs in ' || string_agg(name, ', ' ORDER BY name)
  FROM present JOIN folded USING (row_id)
  CROSS JOIN LATERAL jsonb_object_keys(present.columns) AS name
  LEFT JOIN integrity_personalvalue AS kept
    ON name = ANY(%(personal)s) AND 'sha256:' || kept.commitment = folded.columns ->> name
  WHERE (folded.columns -> name)::text IS DISTINCT FROM CASE
    WHEN kept.salt IS NULL THEN (present.columns -> name)::text
    ELSE to_json('sha256:' || encode(sha256(
      convert_to(kept.salt || (present.columns ->> name), 'UTF8')), 'hex'))::text END
  GROUP BY folded.row_id
"""
COLUMNS = """
SELECT seq::text, 'has columns that are not those of its body'
FROM integrity_auditevent, LATERAL (SELECT body::jsonb AS told) AS read
WHERE (verb, subject_type, subject_id, actor_id::text, command_id::text, at) IS DISTINCT FROM (
  told ->> 'verb', told #>> '{subject,type}', told #>> '{subject,id}', told #>> '{by,id}',
  told ->> 'command_id', (told ->> 'at')::timestamptz)
"""


@dataclass(frozen=True)
class Difference:
    """A row that is not what its changes lead to."""

    table: str
    row_id: str
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.row_id} {self.what}"


def replay() -> Iterator[Difference]:
    """Every row that differs, table by table, in one snapshot of the database."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'")
        cursor.execute(COLUMNS)
        yield from (Difference("integrity_auditevent", *row) for row in cursor.fetchall())
        for model in audited_models():
            table = model._meta.db_table
            cursor.execute(
                DIFFERENCES.format(table=connection.ops.quote_name(table)),
                {"table": table, "personal": [*model.personal, *model.secret]},
            )
            yield from (Difference(table, *row) for row in cursor.fetchall())


def audited_models() -> list[type[Record]]:
    """Every model whose table commands alone may write."""
    return [model for model in apps.get_models() if issubclass(model, Record)]
