"""The events written so far become the beginning of the chain, in their order and without gaps."""

import hashlib
from typing import Any

from django.db import migrations

from integrity.audit.canonical import canonical

GENESIS = hashlib.sha256(b"CGT-LIMS audit trail, genesis").digest()
NOTHING = hashlib.sha256(b"").hexdigest()


def chain(apps: Any, schema_editor: Any) -> None:
    events = apps.get_model("integrity", "AuditEvent").objects
    messages = apps.get_model("integrity", "OutboxMessage").objects
    seq, last = 0, GENESIS
    for event in events.order_by("seq").iterator(chunk_size=500):
        seq += 1
        body = body_of(event)
        last = hashlib.sha256(b"\0" + seq.to_bytes(8, "big") + last + body.encode()).digest()
        messages.filter(event_id=event.seq).update(event_id=seq)
        events.filter(seq=event.seq).update(seq=seq, body=body, hash=last)
    apps.get_model("integrity", "ChainHead").objects.create(seq=seq, hash=last)


def body_of(event: Any) -> str:
    return canonical(
        {
            "altered": NOTHING,
            "appended_at": event.stored_at,
            "at": event.at,
            "by": {"id": event.actor_id, "name": event.actor_name},
            "command": event.command,
            "command_id": event.command_id,
            "details": event.details,
            "reason": event.reason,
            "subject": {
                "id": event.subject_id,
                "label": event.subject_label,
                "type": event.subject_type,
            },
            "v": "1",
            "verb": event.verb,
        }
    )


UNCHAIN = """
UPDATE integrity_auditevent SET
  command = body::jsonb ->> 'command',
  subject_label = body::jsonb #>> '{subject,label}',
  actor_name = body::jsonb #>> '{by,name}',
  stored_at = (body::jsonb ->> 'appended_at')::timestamptz,
  reason = body::jsonb ->> 'reason',
  details = body::jsonb -> 'details';
DELETE FROM integrity_rowchange;
DELETE FROM integrity_personalvalue;
DELETE FROM integrity_chainhead;
"""


def unchain(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(UNCHAIN)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("integrity", "0003_chain_beside")]

    operations = [migrations.RunPython(chain, unchain)]
