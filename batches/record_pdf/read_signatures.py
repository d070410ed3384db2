"""Every signature that the record rests on: of its steps, its master and what was overruled."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from batches.record_pdf.content import PrintedSignature, Void
from integrity.models import Signature


def read_signatures(subjects: Iterable[Model]) -> tuple[Signature, ...]:
    """The signatures of these records, also void ones, in the order of signing."""
    return tuple(Signature.objects.of(*subjects))


def printed_signature(signature: Signature) -> PrintedSignature:
    return PrintedSignature(
        at=signature.at,
        zone=signature.zone,
        signer=signature.signer_name,
        meaning=str(signature.get_meaning_display()),
        subject=signature.subject_label,
        method=str(signature.get_method_display()),
        session=signature.session_name if signature.by_another_session else "",
        reason=signature.reason,
        content_hash=signature.content_hash,
        void=_void(signature),
    )


def _void(signature: Signature) -> Void | None:
    if not signature.is_void:
        return None
    return Void(signature.void.actor_name, signature.void.at)
