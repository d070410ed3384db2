"""A forbidden action is refused and written down (21 CFR 11.10(g))."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from integrity.actors import Actor
from integrity.audit.append import Told, append, open_command
from integrity.outbox.publish import publish
from integrity.refusals import NotPermitted


def write_refusal(refused: NotPermitted, *, what: str, by: Actor, at: datetime) -> None:
    """One event about the missing permission, in a transaction of its own; once for a refusal.

    `what` is the command or the address that was asked for.
    """
    if refused.is_written:
        return
    refused.is_written = True
    told = Told(
        command_id=uuid.uuid4(),
        command="integrity.write_refusal",
        verb="permission.refused",
        subject_type="permission",
        subject_id=str(refused.permission),
        subject_label=str(refused.label),
        actor_id=by.id,
        actor_name=by.display_name,
        at=at,
        details={"asked": what, "who": refused.who},
    )
    with transaction.atomic():
        open_command(told.command_id)
        publish([append(told)])
