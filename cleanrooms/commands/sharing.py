"""Two products in one room: assessed, approved by QA, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.sharing import sharing_blockers
from cleanrooms.models import Room, Sharing
from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.separation import separation_blockers
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from materials.models import Product
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Together:
    """Which products, or twice the same one for two of its lots, and from when until when."""

    product: Product
    other: Product
    assessment: str
    valid_from: date
    valid_until: date


@command(permission=Permission.MANAGE_ROOMS)
def write_sharing(*, room: Room, together: Together, by: User, at: datetime) -> Sharing:
    """Writes down why lots of both may be in the room together; QA decides."""
    sharing = Sharing(
        room=room, product=together.product, other=together.other,
        assessment=one_line(together.assessment), valid_from=together.valid_from,
        valid_until=together.valid_until, written_at=at, written_by=by,
    )  # fmt: skip
    refuse_if(text_blockers(Sharing, assessment=sharing.assessment))
    refuse_if(sharing_blockers(sharing))
    sharing.save(force_insert=True)
    say("sharing.written", about=sharing, details={"room": room.code})
    return sharing


@command(permission=Permission.APPROVE_ROOM_USE, signed_as=Meaning.APPROVED)
def approve_sharing(
    *, sharing: Sharing, by: User, at: datetime, attested: Attestation[User]
) -> Sharing:
    """QA approves the assessment; it holds within its days."""
    sharing = sharing.lock()
    if sharing.approved_at is not None or sharing.withdrawn_at is not None:
        raise refuse(
            "DECIDED_ALREADY", _("This assessment is “%(word)s”.") % {"word": sharing.word}
        )
    refuse_if([
        *sharing_blockers(sharing),
        *separation_blockers(sharing, by=by, meaning=Meaning.APPROVED),
    ])  # fmt: skip
    sign(sharing, attested)
    sharing.approved_at, sharing.approved_by = at, by
    sharing.store()
    say("sharing.approved", about=sharing, details={"room": sharing.room.code})
    return sharing


@command(permission=Permission.APPROVE_ROOM_USE)
def withdraw_sharing(*, sharing: Sharing, reason: str, by: User, at: datetime) -> Sharing:
    """From now on no use begins by it; uses that run together run on until they end."""
    sharing = sharing.lock()
    if sharing.withdrawn_at is not None:
        raise refuse("WITHDRAWN_ALREADY", _("This assessment is withdrawn."))
    sharing.withdrawn_at, sharing.withdrawn_by = at, by
    sharing.store()
    say("sharing.withdrawn", about=sharing, reason=reason)
    return sharing
