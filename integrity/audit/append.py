"""Commands open themselves to the database and end in one appended event each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from integrity.audit.canonical import canonical
from integrity.devices import device
from integrity.models import AuditEvent

VERSION = "1"
APPEND = """
SELECT event.*, ARRAY(
  SELECT DISTINCT "table"::text FROM integrity_rowchange WHERE command_id = event.command_id
) AS tables FROM integrity_append(%s, %s) AS event
"""


@dataclass(frozen=True)
class Told:
    """What one command says of itself; PostgreSQL adds what it altered and when it was appended."""

    command_id: UUID
    command: str
    verb: str
    subject_type: str
    subject_id: str
    subject_label: str
    actor_id: UUID
    actor_name: str
    at: datetime
    reason: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    inputs: str = ""
    signatures: list[dict[str, Any]] = field(default_factory=list)
    within: UUID | None = None
    device: str = field(default_factory=device)

    def body(self) -> str:
        """The event as RFC 8785 text, without the names that sort before `at`.

        `altered` and `appended_at` are PostgreSQL's, which puts them in front. `within` names
        the outermost command of the same transaction, when that is another one; `device` the
        enrolled tablet it was done at.
        """
        said = {
            "at": self.at,
            "by": {"id": self.actor_id, "name": self.actor_name},
            "command": self.command,
            "command_id": self.command_id,
            "details": self.details,
            "reason": self.reason,
            "subject": {
                "id": self.subject_id,
                "label": self.subject_label,
                "type": self.subject_type,
            },
            "v": VERSION,
            "verb": self.verb,
        }
        if self.device:
            said["device"] = self.device
        if self.inputs:
            said["inputs"] = self.inputs
        if self.signatures:
            said["signatures"] = self.signatures
        if self.within:
            said["within"] = self.within
        return canonical(said)


def open_command(command_id: UUID) -> None:
    """From here to the end of the transaction, rows are written on behalf of this command."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lims.command', %s, true)", [str(command_id)])


def append(told: Told) -> AuditEvent:
    """Appends the event; called last, since the chain's head stays locked until the commit.

    The event comes back with `tables`: those whose rows its command wrote.
    """
    rows = AuditEvent.objects.raw(APPEND, [told.command_id, told.body()])
    return rows[0]
