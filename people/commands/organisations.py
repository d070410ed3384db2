"""Organisations: the facility and its sponsors."""

from __future__ import annotations

from datetime import datetime

from integrity.actors import Actor
from integrity.commands import command, say
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
    organisation = Organisation.objects.create(
        code=code, name=name, kind=kind, is_fictitious=is_fictitious
    )
    say("organisation.registered", about=organisation, details={"code": code, "kind": kind})
    return organisation
