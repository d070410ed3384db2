"""Small commands on organisations, by which the rules of all commands are tested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Refused, refuse
from people.models import Organisation, OrganisationKind
from people.permissions import Permission


def nothing() -> None:
    """What happens between the change and its end, when a test has nothing to happen there."""


@command(permission=Permission.MANAGE_PEOPLE)
def rename(
    *,
    organisation: Organisation,
    name: str,
    by: Actor,
    at: datetime,
    then: Callable[[], None] = nothing,
) -> Organisation:
    """Renames an organisation, refused when it has that name."""
    organisation = organisation.lock()
    if organisation.name == name:
        raise refuse("SAME_NAME", "It has that name.", field="name")
    before = organisation.name
    organisation.name = name
    organisation.store()
    say("organisation.renamed", about=organisation, reason="merger", details={"from": before})
    then()
    return organisation


@command(permission=Permission.MANAGE_PEOPLE)
def found(
    *, code: str, by: Actor, at: datetime, then: Callable[[], None] = nothing
) -> Organisation:
    """Makes a sponsor."""
    organisation = Organisation.objects.create(code=code, name=code, kind=OrganisationKind.SPONSOR)
    then()
    say("organisation.founded", about=organisation)
    return organisation


@command(permission=Permission.MANAGE_PEOPLE)
def rename_for(
    *,
    organisation: Organisation,
    name: str,
    reason: str,
    by: Actor,
    at: datetime,
    then: Callable[[], None] = nothing,
) -> Organisation:
    """Renames an organisation with a reason, of which it says nothing itself."""
    organisation = organisation.lock()
    organisation.name = name
    organisation.store()
    say("organisation.renamed", about=organisation)
    then()
    return organisation


@command(permission=Permission.MANAGE_PEOPLE)
def rename_silently(*, organisation: Organisation, by: Actor, at: datetime) -> Organisation:
    """Changes without saying so, which no command may."""
    organisation.name = "Silent"
    organisation.store()
    return organisation


@command(permission=Permission.MANAGE_PEOPLE)
def say_twice(*, organisation: Organisation, by: Actor, at: datetime) -> Organisation:
    """Says two things, which no command may."""
    say("organisation.looked_at", about=organisation)
    say("organisation.looked_at", about=organisation)
    return organisation


@command(permission=Permission.MANAGE_PEOPLE)
def merge(
    *, into: Organisation, other: Organisation, by: Actor, helper: Actor, at: datetime
) -> Organisation:
    """Renames two organisations by two commands inside this one."""
    rename(organisation=other, name=f"{other.name} (merged)", by=helper, at=at)
    rename(organisation=into, name=f"{into.name} and {other.name}", by=by, at=at)
    say("organisation.merged", about=into)
    return into


@command(permission=Permission.MANAGE_PEOPLE)
def try_to_rename(
    *, organisation: Organisation, names: list[str], by: Actor, at: datetime
) -> Organisation:
    """Takes the first name that is not regretted after the change."""

    def regret() -> None:
        if names[0] == "Regretted":
            raise refuse("REGRETTED", "This name is regretted.")

    try:
        rename(organisation=organisation, name=names[0], by=by, at=at, then=regret)
    except Refused:
        rename(organisation=organisation, name=names[1], by=by, at=at)
    say("organisation.tried", about=organisation)
    return organisation
