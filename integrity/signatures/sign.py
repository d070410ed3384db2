"""The only place where a signature is made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrity.frames import Frame, SilentCommand, running
from integrity.models import Signable, Signature
from integrity.refusals import refuse, refuse_if
from integrity.separation import separation_blockers
from integrity.signatures.attestation import Attestation
from integrity.signatures.content import changed_since_shown, content_hash, content_of

FRESH = timedelta(minutes=2)


def sign(about: Signable, attested: Attestation[Any], *, reason: str = "") -> Signature:
    """Signs the record as it is now, under the lock that the running command holds on it.

    Refused with 409 when the content is not what the signer was shown, when the duty is not
    theirs (separation), or when they were known too long ago. One attestation signs once.
    """
    _unit, frame = running()
    if abs(frame.at - attested.at) > FRESH:
        raise refuse(
            "ATTESTED_LONG_AGO",
            _("Your signature was asked for too long ago."),
            clears=_("Enter your secret again."),
        )
    refuse_if(separation_blockers(about, by=attested.signer, meaning=attested.meaning))
    if content_hash(about) != attested.shown:
        raise changed_since_shown(about)
    signature = Signature.objects.create(
        id=attested.id,
        subject_type=about._meta.label_lower, subject_id=about.pk, subject_label=str(about)[:200],
        meaning=attested.meaning, signer_id=attested.signer.id,
        signer_name=attested.signer.display_name, session_id=attested.session.id,
        session_name=attested.session.display_name, method=attested.method,
        tablet=attested.tablet, at=attested.at, zone=timezone.get_default_timezone_name(),
        reason=reason, content=content_of(about), content_hash=attested.shown,
    )  # fmt: skip
    _tell(frame, signature)
    return signature


def _tell(frame: Frame, signature: Signature) -> None:
    """The event carries the signature, so that the chain holds it together with its record."""
    if frame.told is not None:
        raise SilentCommand(f"{frame.name} signs before it says what it did.")
    frame.signatures.append(
        {
            "content_hash": signature.content_hash,
            "id": signature.pk,
            "meaning": signature.meaning,
            "method": signature.method,
            "session": {"id": signature.session_id, "name": signature.session_name},
            "signer": {"id": signature.signer_id, "name": signature.signer_name},
            "subject": {"id": signature.subject_id, "type": signature.subject_type},
            "tablet": signature.tablet,
        }
    )
