"""Letting the work go on at the bench, in spite of what may be overruled."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.gates import Gate
from integrity.models import Overruling, Record
from integrity.overrulings import follow, overruling_of, refuse_unless_blocked
from integrity.refusals import refuse
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from people.models import User
from people.permissions import Permission


@command(permission=Permission.OVERRULE, signed_as=Meaning.OVERRULED)
def overrule(
    *,
    subject: Record,
    gate: Gate,
    key: uuid.UUID,
    reason: str,
    by: User,
    at: datetime,
    attested: Attestation[User],
    second: Attestation[User],
) -> Overruling:
    """A supervisor and a second person of the facility sign; the work goes on, a deviation opens.

    Both sign exactly the blockers that stand now for whose session it is: that person works on.
    `key` becomes the overruling's id. Refused when nothing may be overruled, or when other blockers
    stand than were shown.
    """
    subject = subject.lock()
    blockers = gate(subject, by=attested.session, at=at)
    overruling = overruling_of(subject, gate, blockers, key)
    refuse_unless_blocked(overruling)
    if not second.signer.is_of_facility:
        raise refuse(
            "NOT_OF_THE_FACILITY",
            _("%(who)s is not of the facility.") % {"who": second.signer.display_name},
            clears=_("A second person of the facility signs."),
            field="second_who",
        )
    overruling.at, overruling.reason = at, reason.strip()
    overruling.supervisor_id, overruling.supervisor_name = by.pk, by.display_name
    overruling.save(force_insert=True)
    sign(overruling, attested, reason=overruling.reason)
    sign(overruling, second)
    follow(overruling, subject, by=by, at=at)
    say("blockers.overruled", about=overruling, details={"blockers": overruling.blockers})
    return overruling
