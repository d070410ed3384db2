"""Organisations: the facility and its sponsors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import Organisation, OrganisationKind
from people.permissions import Permission


@command(permission=Permission.MANAGE_PEOPLE)
def register_organisation(
    *,
    code: str,
    name: str,
    kind: OrganisationKind,
    by: Actor,
    at: datetime,
    is_fictitious: bool = False,
) -> Organisation:
    """Makes an organisation known; a fictitious one labels everything of it as demo data."""
    organisation = Organisation(
        code=one_line(code), name=one_line(name), kind=kind, is_fictitious=is_fictitious
    )
    refuse_if(_blockers(organisation))
    used = refuse(
        "CODE_USED",
        _("There is an organisation %(code)s already.") % {"code": organisation.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        organisation.save(force_insert=True)
    details = {"code": organisation.code, "kind": kind}
    say("organisation.registered", about=organisation, details=details)
    return organisation


@command(permission=Permission.MANAGE_PEOPLE)
def alter_organisation(
    *, organisation: Organisation, name: str, kind: OrganisationKind, reason: str,
    by: Actor, at: datetime,
) -> Organisation:  # fmt: skip
    """Changes its name or its kind, with the reason. Its code stays, and so does the facility."""
    organisation = organisation.lock()
    was, organisation.kind = OrganisationKind(organisation.kind), kind
    organisation.name = one_line(name)
    refuse_if([*text_blockers(Organisation, name=organisation.name), *_kind_blockers(was, kind)])
    organisation.store()
    details = {"name": organisation.name, "kind": kind}
    say("organisation.altered", about=organisation, reason=reason, details=details)
    return organisation


def _kind_blockers(was: OrganisationKind, kind: OrganisationKind) -> Iterator[Blocker]:
    """What people may do hangs on which organisation is the facility."""
    if was != kind and OrganisationKind.FACILITY in (was, kind):
        yield Blocker(
            "FACILITY_STAYS",
            _("Which organisation is the facility is never changed."),
            clears=_("Accepted: %(kind)s.") % {"kind": was.label}
            if was == OrganisationKind.FACILITY
            else _("Accepted: any other kind."),
            field="kind",
        )


def _blockers(organisation: Organisation) -> Iterator[Blocker]:
    yield from text_blockers(Organisation, code=organisation.code, name=organisation.name)
    facility = OrganisationKind.FACILITY
    if organisation.kind == facility and Organisation.objects.filter(kind=facility).exists():
        yield Blocker(
            "FACILITY_EXISTS",
            _("There is one facility, and it is registered."),
            clears=_("Register others as sponsors."),
            field="kind",
        )
