"""Handing a room over from one shift to the next."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Handover, Room
from cleanrooms.open_items import open_items
from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission


@command(permission=Permission.USE_ROOM)
def write_handover(*, room: Room, text: str, by: User, at: datetime, unsent: int = 0) -> Handover:
    """What is open in the room now, in words, and what is said besides; `unsent` are the entries
    that wait on the tablet.
    """
    handover = Handover(
        room=room, text=one_line(text), open_items=open_items(room, at, unsent=unsent),
        written_at=at, written_by=by,
    )  # fmt: skip
    if handover.text:
        refuse_if(text_blockers(Handover, text=handover.text))
    handover.save(force_insert=True)
    say("handover.written", about=handover, details={"room": room.code})
    return handover


@command(permission=Permission.USE_ROOM, signed_as=Meaning.PERFORMED)
def sign_handover(
    *, handover: Handover, by: User, at: datetime, attested: Attestation[User],
    second: Attestation[User],
) -> Handover:  # fmt: skip
    """Who goes signs that it was handed over, who comes that it was read and understood."""
    handover, incoming = handover.lock(), second.signer
    if handover.given_at is not None:
        raise refuse("GIVEN_ALREADY", _("This shift was handed over."))
    if incoming.pk == by.pk:
        raise refuse(
            "SAME_PERSON", _("Nobody hands over to themselves."),
            clears=_("Somebody of the next shift signs."), field="second_who",
        )  # fmt: skip
    if not incoming.may(Permission.USE_ROOM, handover, at):
        raise refuse(
            "MAY_NOT_USE", _("%(who)s does not work in rooms.") % {"who": incoming},
            clears=_("Somebody of the next shift signs."), field="second_who",
        )  # fmt: skip
    handover.given_at = handover.taken_at = at
    handover.given_by, handover.taken_by = by, incoming
    sign(handover, attested)
    sign(handover, second)
    handover.store()
    say("handover.signed", about=handover, details={"room": handover.room.code})
    return handover
