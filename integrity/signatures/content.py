"""What is signed: the content of a record, as bytes that are always the same."""

from __future__ import annotations

from hashlib import sha256

from integrity.audit.canonical import canonical
from integrity.models.signable import Signable


def content_of(record: Signable) -> str:
    """RFC 8785 text of what a signature of this record stands for, with the record's identity."""
    return canonical(
        {
            "content": record.signed_content(),
            "id": record.pk,
            "type": record._meta.label_lower,
        }
    )


def content_hash(record: Signable) -> str:
    """SHA-256 of the content, in hex; pages carry it as what was shown."""
    return sha256(content_of(record).encode()).hexdigest()
