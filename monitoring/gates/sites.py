"""What a sampling site and a sampling plan must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.texts import text_blockers
from materials.details import code_blockers
from monitoring.models import AT_SITES, Purpose, SampleKind, SamplingPlan, Site
from monitoring.steps import StepDraft

LONGEST_DAYS = 366


@gate
def site_blockers(site: Site) -> Iterator[Blocker]:
    """A site lies within its room; a sampler of air has a volume, which nothing else has."""
    yield from text_blockers(Site, code=site.code, name=site.name)
    yield from code_blockers(site.code)
    if site.kind not in AT_SITES:
        yield Blocker(
            "OF_A_PERSON", _("Prints are taken of persons, not at a site."),
            clears=_("Add the person to the round."), field="kind",
        )  # fmt: skip
    if site.zone is not None and (
        site.zone.room_id != site.room_id or site.zone.ended_at is not None
    ):
        yield Blocker(
            "ELSEWHERE",
            _("%(zone)s is no zone of %(room)s.") % {"zone": site.zone, "room": site.room},
            clears=_("Choose a zone of this room, or none."), field="zone",
        )  # fmt: skip
    for name, most in (("x", site.room.width), ("y", site.room.height)):
        if not 0 <= getattr(site, name) <= most:
            yield Blocker(
                "OUTSIDE_THE_ROOM", _("That lies outside %(room)s.") % {"room": site.room},
                clears=_("Accepted: 0 to %(most)s, in units of 10 cm.") % {"most": most},
                field=name,
            )  # fmt: skip
    yield from _volume(site)


def _volume(site: Site) -> Iterator[Blocker]:
    if not SampleKind(site.kind).has_volume:
        if site.volume_l is not None:
            yield Blocker(
                "NO_VOLUME", _("Only air is sampled by volume."), clears=_("Leave it empty."),
                field="volume_l",
            )  # fmt: skip
    elif site.volume_l is None or not Decimal(0) < site.volume_l <= Decimal(10_000):
        yield Blocker(
            "VOLUME_NEEDED", _("The volume of air is needed."),
            clears=_("Accepted: more than 0 and up to 10000 L."), field="volume_l",
        )  # fmt: skip


@gate
def plan_blockers(
    plan: SamplingPlan, *, sites: Sequence[Site], steps: Sequence[StepDraft]
) -> Iterator[Blocker]:
    """A plan has standing sites of its room, of the kind that its purpose is judged by.

    Classification is of particles (Annex 1 4.27, Table 1), qualification of viables (4.31, Table
    2). Plates are incubated, so a plan with plates says how.
    """
    yield from text_blockers(SamplingPlan, code=plan.code, name=plan.name)
    yield from code_blockers(plan.code)
    if plan.every_days is not None and not 1 <= plan.every_days <= LONGEST_DAYS:
        yield Blocker(
            "OUT_OF_RANGE", _("%(days)s days cannot be.") % {"days": plan.every_days},
            clears=_("Accepted: 1 to %(most)s, or none.") % {"most": LONGEST_DAYS},
            field="every_days",
        )  # fmt: skip
    if not sites:
        yield Blocker(
            "NO_SITE", _("A plan samples somewhere."), clears=_("Choose sites."), field="sites"
        )
    for site in sites:
        yield from _fits(plan, site)
    yield from _steps(plan, sites, steps)


def _fits(plan: SamplingPlan, site: Site) -> Iterator[Blocker]:
    words = {"site": site, "room": plan.room, "purpose": Purpose(plan.purpose).label}
    if site.room_id != plan.room_id or site.ended_at is not None:
        yield Blocker(
            "NOT_OF_THE_ROOM", _("%(site)s is no site of %(room)s.") % words,
            clears=_("Choose sites of this room."), field="sites", about=site.code,
        )  # fmt: skip
    is_of_particles = site.kind == SampleKind.PARTICLES
    if plan.purpose == Purpose.CLASSIFICATION and not is_of_particles:
        yield Blocker(
            "NOT_PARTICLES",
            _("%(site)s is not for particles: classification is by Table 1.") % words,
            clears=_("Choose sites for particle counts."), field="sites", about=site.code,
        )  # fmt: skip
    if plan.purpose == Purpose.QUALIFICATION and is_of_particles:
        yield Blocker(
            "NOT_VIABLE",
            _("%(site)s is for particles: qualification is judged by the viables of Table 2.")
            % words,
            clears=_("Choose sites for air, settle and contact plates."), field="sites",
            about=site.code,
        )  # fmt: skip


def _steps(
    plan: SamplingPlan, sites: Sequence[Site], steps: Sequence[StepDraft]
) -> Iterator[Blocker]:
    if not steps and any(SampleKind(site.kind).is_plate for site in sites):
        yield Blocker(
            "NO_INCUBATION", _("It is not said how the plates are incubated."),
            clears=_("Give at least one step."), field="steps",
        )  # fmt: skip
    for step in steps:
        if step.coldest > step.warmest or not 0 < step.least_hours <= step.most_hours:
            yield Blocker(
                "NOT_A_RANGE", _("“%(step)s” is no range.") % {"step": step},
                clears=_("Accepted: the lower value first, hours above 0."), field="steps",
            )  # fmt: skip
