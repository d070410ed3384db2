"""Signs the head of the trail, after reading the events since the last one again."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from integrity.audit.notes import Signer
from integrity.models import AuditEvent, HeadCause, SignedHead
from integrity.verify import GENESIS

SIGNING = 5_204_712


class BrokenChain(Exception):
    """The trail is not what was written; no head is signed over it and nothing is repaired."""


def signer() -> Signer:
    return Signer(settings.AUDIT_SIGNER_NAME, settings.AUDIT_SIGNING_KEY)


def sign_head(*, cause: HeadCause, at: datetime) -> SignedHead | None:
    """Signs the trail as it is now and keeps the note here and outside.

    None when nothing was appended since the last head. Raises BrokenChain when the events since
    then do not follow from it: then people must look, before anything else is signed.
    """
    with transaction.atomic():
        one_signer_at_a_time()
        last = SignedHead.objects.order_by("-id").first()
        seq, reached = follow(last)
        if last is not None and last.seq == seq:
            return None
        note = signer().note(seq, reached, at)
        head = SignedHead.objects.create(seq=seq, note=note, cause=cause, signed_at=at)
        keep_outside(note, at)
        return head


def head_over(seq: int, *, cause: HeadCause, at: datetime) -> SignedHead:
    """The first head that covers the event: the same for ever. Signs one when there is none."""
    covering = SignedHead.objects.filter(seq__gte=seq).order_by("id")
    return covering.first() or sign_head(cause=cause, at=at) or covering.earliest("id")


def one_signer_at_a_time() -> None:
    """Held until the transaction ends; events go on being appended meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SIGNING])


def follow(last: SignedHead | None) -> tuple[int, bytes]:
    """The number and hash that the events since the last head lead to. Raises BrokenChain."""
    seq, reached = (last.seq, last.last_hash) if last else (0, GENESIS)
    if last and not AuditEvent.objects.filter(seq=seq, hash=reached).exists():
        raise BrokenChain(f"Event {seq} is not the one that was signed.")
    events = AuditEvent.objects.filter(seq__gt=seq).order_by("seq")
    for number, body, stored in events.values_list("seq", "body", "hash").iterator():
        seq += 1
        reached = hashlib.sha256(b"\0" + seq.to_bytes(8, "big") + reached + body.encode()).digest()
        if number != seq or reached != bytes(stored):
            raise BrokenChain(f"Event {seq} is not as it was written.")
    return seq, reached


def keep_outside(note: str, at: datetime) -> Path:
    """Adds the note to this year's file, and sees it on the disk before going on."""
    folder = Path(settings.AUDIT_HEADS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"heads-{at:%Y}.txt"
    with file.open("a", encoding="utf-8") as kept:
        kept.write(f"{note}\n")
        kept.flush()
        os.fsync(kept.fileno())
    return file
