"""What is signed: the content of a record, as bytes that are always the same."""

from __future__ import annotations

from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from integrity.audit.canonical import canonical
from integrity.models.signable import Signable
from integrity.refusals import Refused, refuse


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


def changed_since_shown(record: Signable) -> Refused:
    return refuse(
        "CHANGED_SINCE_SHOWN",
        _("%(record)s is not what you were shown any more.") % {"record": record},
        clears=_("Look at it as it is now, and sign again."),
    )
