"""One command as it stands in the chain: its event, its bytes, and what ran with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from integrity.models import AuditEvent, SignedHead

NEIGHBOURS = 200


@dataclass(frozen=True)
class CommandShown:
    """`unit` holds all events of its transaction, its own among them, in the order of the chain."""

    event: AuditEvent
    unit: list[AuditEvent]
    hash_before: str
    head: SignedHead | None

    @property
    def hash(self) -> str:
        return bytes(self.event.hash).hex()


def command_shown(command_id: uuid.UUID) -> CommandShown | None:
    """None when no command of this id ended. `head` is the first signed one that covers it."""
    event = AuditEvent.objects.filter(command_id=command_id).first()
    if event is None:
        return None
    before = AuditEvent.objects.filter(seq=event.seq - 1).first()
    return CommandShown(
        event=event,
        unit=[*reversed(list(_beside(event, -1))), event, *_beside(event, 1)],
        hash_before=bytes(before.hash).hex() if before else "",
        head=SignedHead.objects.filter(seq__gte=event.seq).order_by("seq").first(),
    )


def _beside(event: AuditEvent, way: int) -> Iterator[AuditEvent]:
    """Its neighbours of the same transaction: the chain's head is held until the commit, so they
    stand beside each other."""
    events = AuditEvent.objects.filter(seq__lt=event.seq).order_by("-seq")
    if way > 0:
        events = AuditEvent.objects.filter(seq__gt=event.seq).order_by("seq")
    return takewhile(lambda one: one.unit_id == event.unit_id, events[:NEIGHBOURS])
