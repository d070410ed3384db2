"""Approved sources: who may deliver a material."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from materials.models import ApprovedSource, Material
from people.models import Organisation, OrganisationKind, User
from people.permissions import Permission

DELIVERS = {OrganisationKind.SUPPLIER, OrganisationKind.HOSPITAL, OrganisationKind.SPONSOR}


@command(permission=Permission.MANAGE_MATERIALS)
def approve_source(
    *, material: Material, supplier: Organisation, their_code: str, valid_from: date,
    valid_until: date | None = None, by: User, at: datetime,
) -> ApprovedSource:  # fmt: skip
    """A supplier may deliver this material under its number, from a day and until another one."""
    source = ApprovedSource(
        material=material, supplier=supplier, their_code=one_line(their_code),
        valid_from=valid_from, valid_until=valid_until,
    )  # fmt: skip
    refuse_if(_blockers(source))
    used = refuse(
        "SOURCE_KNOWN",
        _("%(source)s is approved already.") % {"source": source},
        clears=_("Withdraw the other one first."),
        field="their_code",
    )
    with unique(used):
        source.save(force_insert=True)
    until = valid_until.isoformat() if valid_until else ""
    details = {"material": material.code, "supplier": supplier.code, "until": until}
    say("source.approved", about=source, details=details)
    return source


@command(permission=Permission.MANAGE_MATERIALS)
def withdraw_source(
    *, source: ApprovedSource, reason: str, by: User, at: datetime
) -> ApprovedSource:
    """Nothing is ordered or received from there any more."""
    source = source.lock()
    if source.withdrawn_at is not None:
        raise refuse("WITHDRAWN", _("It is withdrawn already."))
    source.withdrawn_at, source.withdrawn_by = at, by
    source.withdrawn_reason = one_line(reason)
    source.store()
    say("source.withdrawn", about=source, reason=reason)
    return source


def _blockers(source: ApprovedSource) -> Iterator[Blocker]:
    yield from text_blockers(ApprovedSource, their_code=source.their_code)
    if source.supplier.kind not in DELIVERS:
        yield Blocker(
            "NOT_A_SUPPLIER",
            _("%(name)s delivers nothing.") % {"name": source.supplier},
            clears=_("Accepted: suppliers, hospitals and sponsors."),
            field="supplier",
        )
    if source.valid_until is not None and source.valid_until < source.valid_from:
        yield Blocker(
            "ENDS_BEFORE", _("It would end before it begins."),
            clears=_("Accepted: the first day or later, or nothing."), field="valid_until",
        )  # fmt: skip
