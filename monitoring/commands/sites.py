"""Sampling sites on the floor plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Room, Zone
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from monitoring.gates.sites import site_blockers
from monitoring.models import SampleKind, Site
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class SiteDetails:
    """All of a site that may be altered; `x` and `y` from the room's upper left, in 10 cm."""

    name: str
    zone: Zone | None
    x: int
    y: int
    volume_l: Decimal | None = None

    def put(self, site: Site) -> None:
        site.name, site.zone, site.volume_l = one_line(self.name), self.zone, self.volume_l
        site.x, site.y = self.x, self.y


@command(permission=Permission.MANAGE_MONITORING)
def define_site(
    *, room: Room, code: str, kind: SampleKind, details: SiteDetails, by: Actor, at: datetime
) -> Site:
    """A place where samples of one kind are taken, under a code that no other ever has."""
    site = Site(room=room, code=one_line(code), kind=kind)
    details.put(site)
    refuse_if(site_blockers(site))
    used = refuse(
        "CODE_USED", _("There is a site %(code)s already.") % {"code": site.code},
        clears=_("Give a code of its own."), field="code",
    )  # fmt: skip
    with unique(used):
        site.save(force_insert=True)
    say("site.defined", about=site, details={"room": room.code, "kind": kind})
    return site


@command(permission=Permission.MANAGE_MONITORING)
def alter_site(*, site: Site, details: SiteDetails, reason: str, by: User, at: datetime) -> Site:
    """Moves or renames it, or changes its zone or volume. Code, room and kind stay."""
    site = _standing(site)
    details.put(site)
    refuse_if(site_blockers(site))
    site.store()
    say("site.altered", about=site, reason=reason)
    return site


@command(permission=Permission.MANAGE_MONITORING)
def end_site(*, site: Site, reason: str, by: User, at: datetime) -> Site:
    """Nothing is sampled there any more; what was stays."""
    site = _standing(site)
    site.ended_at, site.ended_by = at, by
    site.store()
    say("site.ended", about=site, reason=reason)
    return site


def _standing(site: Site) -> Site:
    now = site.lock()
    if now.ended_at is not None:
        raise refuse("ENDED", _("%(site)s is ended.") % {"site": now})
    return now
