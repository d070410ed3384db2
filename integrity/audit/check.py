"""The whole check in the running system: the chain, the signed heads, and the rows themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from integrity import verify
from integrity.audit.export import CHANGES, EVENTS, lines
from integrity.audit.heads import signer
from integrity.audit.replay import replay
from integrity.models import SignedHead


def differences() -> Iterator[str]:
    """What is not as it was written, in words; nothing when all is well."""
    try:
        check_trail()
    except (verify.Bad, verify.Unusable) as bad:
        yield f"Audit trail: {bad}"
    yield from (str(difference) for difference in replay())


def check_trail() -> None:
    """Raises verify.Bad or verify.Unusable, as the independent verifier would."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        notes = "\n".join(SignedHead.objects.order_by("id").values_list("note", flat=True))
        heads = verify.read_heads(notes.encode())
        count, hashes = verify.check_chain(encoded(EVENTS), {head.seq for head in heads})
        verify.check_heads(heads, verify.read_keys(signer().public_line.encode()), count, hashes)
        verify.check_changes(encoded(EVENTS), encoded(CHANGES))


def encoded(query: str) -> Iterator[bytes]:
    return (line.encode() for line in lines(query))
