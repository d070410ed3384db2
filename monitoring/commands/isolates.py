"""What grew: picking colonies and identifying them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line, text_blockers
from materials.numbers import next_number
from monitoring.beginning import locked
from monitoring.models import Isolate, Sample
from people.models import User
from people.permissions import Permission


@command(permission=Permission.COUNT_PLATES)
def pick_isolate(*, sample: Sample, look: str, by: User, at: datetime) -> Isolate:
    """A kind of colony of a plate on which something grew, by its look."""
    sample = locked(sample)
    if not sample.counted:
        raise refuse(
            "NO_GROWTH", _("Nothing is counted on %(sample)s.") % {"sample": sample},
            clears=_("Count the plate first."),
        )  # fmt: skip
    isolate = Isolate(sample=sample, look=one_line(look), picked_at=at, picked_by=by)
    refuse_if(text_blockers(Isolate, look=isolate.look))
    isolate.number = next_number(Isolate)
    isolate.save(force_insert=True)
    say("isolate.picked", about=isolate, details={"sample": str(sample)})
    return isolate


@command(permission=Permission.COUNT_PLATES)
def identify_isolate(
    *, isolate: Isolate, species: str, method: str, by: User, at: datetime, reason: str = ""
) -> Isolate:
    """What it is, and by which method; anew only with the reason."""
    locked(isolate.sample)
    isolate = isolate.lock()
    if isolate.species and not one_line(reason):
        raise refuse(
            "IDENTIFIED", _("%(isolate)s is identified already.") % {"isolate": isolate},
            clears=_("Say why it is identified anew."), field="reason",
        )  # fmt: skip
    isolate.species, isolate.method = one_line(species), one_line(method)
    refuse_if(text_blockers(Isolate, species=isolate.species, method=isolate.method))
    isolate.identified_at, isolate.identified_by = at, by
    isolate.store()
    details = {"species": isolate.species, "method": isolate.method}
    say("isolate.identified", about=isolate, reason=reason, details=details)
    return isolate
