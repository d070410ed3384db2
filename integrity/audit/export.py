"""The trail as files that anybody can check without this system (21 CFR 11.10(b), Annex 11 §7)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import connection, transaction

from integrity import verify
from integrity.audit.heads import sign_head, signer
from integrity.models import HeadCause, SignedHead

README = """Audit trail of CGT-LIMS, exported {at:%Y-%m-%d %H:%M} UTC

events.txt   one event a line: number, SHA-256, and the event as RFC 8785 JSON.
             The SHA-256 is taken over a zero byte, the number as eight bytes, the SHA-256 of the
             event before (of "CGT-LIMS audit trail, genesis" for the first), and the event.
changes.txt  one altered row a line: command, table, row, and old and new values as JSON.
             "altered" in an event is the SHA-256 over its command's lines without the command,
             joined by line feeds.
heads.txt    signed statements of how long the trail was and its last hash (C2SP signed-note).
keys.txt     the public keys of the signers. Trust those you have on paper, not these.
verify.py    checks all of it with Python alone:
             python3 verify.py THIS_FILE --keys YOUR_KEYS --heads YOUR_HEADS
"""
EVENTS = (
    "SELECT seq || ' ' || encode(hash, 'hex') || ' ' || body FROM integrity_auditevent ORDER BY seq"
)
CHANGES = (
    "SELECT command_id || ' ' || \"table\" || ' ' || row_id || ' ' || diff"
    " FROM integrity_rowchange ORDER BY id"
)


def export_trail(target: Path | IO[bytes], *, at: datetime) -> None:
    """Writes the whole trail as a zip file, with a head signed over its last event."""
    sign_head(cause=HeadCause.EXPORT, at=at)
    with transaction.atomic(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        write(archive, "events.txt", lines(EVENTS))
        write(archive, "changes.txt", lines(CHANGES))
        notes = SignedHead.objects.order_by("id").values_list("note", flat=True)
        write(archive, "heads.txt", (f"{note}\n" for note in notes.iterator()))
        archive.writestr("keys.txt", f"{signer().public_line}\n")
        archive.writestr("verify.py", Path(verify.__file__).read_bytes())
        archive.writestr("README.txt", README.format(at=at))


def write(archive: zipfile.ZipFile, name: str, parts: Iterator[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as file:
        for part in parts:
            file.write(part.encode())


def lines(query: str) -> Iterator[str]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(2_000):
            for (line,) in rows:
                yield f"{line}\n"
