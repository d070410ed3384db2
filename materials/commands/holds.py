"""Holds: placed at once by who sees the need, lifted by QA with a signature."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from materials.ledger import locked
from materials.models import Container, Hold, Lot
from materials.numbers import next_number
from people.models import User
from people.permissions import Permission

On = Lot | Container | str


@command(permission=Permission.PLACE_HOLD)
def place_hold(*, on: On, reason: str, by: User, at: datetime) -> Hold:
    """Nothing of it, nor of what was made of it, is used from now on: a lot, a container, or
    everything of a donor, by code.
    """
    hold = Hold(reason=one_line(reason), placed_at=at, placed_by=by)
    if isinstance(on, Lot):
        hold.lot = on.lock()
    elif isinstance(on, Container):
        hold.container = locked(on)
    else:
        hold.donor_code = one_line(on)
        refuse_if(text_blockers(Hold, donor_code=hold.donor_code))
        _refuse_unless_known(hold.donor_code)
    hold.number = next_number(Hold)
    hold.save(force_insert=True)
    say("hold.placed", about=hold, reason=reason, details={"on": hold.on})
    return hold


@command(permission=Permission.LIFT_HOLD, signed_as=Meaning.APPROVED)
def lift_hold(
    *, hold: Hold, reason: str, by: User, at: datetime, attested: Attestation[User]
) -> Hold:
    """It may be used again, and what was made of it; somebody else than who placed it signs."""
    hold = hold.lock()
    if hold.lifted_at is not None:
        raise refuse("LIFTED", _("%(hold)s is lifted already.") % {"hold": hold})
    sign(hold, attested, reason=one_line(reason))
    hold.lifted_at, hold.lifted_by, hold.lifted_reason = at, by, one_line(reason)
    hold.store()
    say("hold.lifted", about=hold, reason=reason, details={"on": hold.on})
    return hold


def _refuse_unless_known(donor_code: str) -> None:
    """A slip of the finger would hold nothing, and nobody would know."""
    if not Lot.objects.filter(donor_code__iexact=donor_code).exists():
        raise refuse(
            "DONOR_UNKNOWN",
            _("No lot is of donor “%(donor)s”.") % {"donor": donor_code},
            clears=_("Enter the code as it stands on the lot."),
            field="donor_code",
        )
