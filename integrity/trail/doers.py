"""Everybody who ever did something, people and service users alike."""

from __future__ import annotations

import uuid

from django.db import connection

# Leaps from one actor to the next in the index, so that it costs by actors and not by events.
DOERS = """
WITH RECURSIVE doer AS (
  (SELECT actor_id FROM integrity_auditevent ORDER BY actor_id LIMIT 1)
  UNION ALL
  SELECT (SELECT actor_id FROM integrity_auditevent
          WHERE actor_id > doer.actor_id ORDER BY actor_id LIMIT 1)
  FROM doer WHERE doer.actor_id IS NOT NULL
)
SELECT actor_id, last.name FROM doer CROSS JOIN LATERAL (
  SELECT body::jsonb #>> '{by,name}' AS name FROM integrity_auditevent
  WHERE actor_id = doer.actor_id ORDER BY seq DESC LIMIT 1
) AS last ORDER BY last.name, actor_id
"""


def doers() -> list[tuple[uuid.UUID, str]]:
    """Each by id, with the name of their last event."""
    with connection.cursor() as cursor:
        cursor.execute(DOERS)
        return [(actor_id, name) for actor_id, name in cursor.fetchall()]
