"""Deviations about stock: what they touch, and what they keep in quarantine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from integrity.refusals import Blocker
from materials.models import Container, Lot
from materials.reach import CONTAINER, LOT, reached_by
from quality.models import Classification, Conclusion, Deviation, Impact, ImpactState
from quality.subjects import Subject, Touched, contribute_impact


@contribute_impact
def touched_stock(subject: Subject, since: datetime, until: datetime) -> Iterator[Touched]:
    """Every lot of which all containers are reached; of another one those that are, by sponsor."""
    reached = Container.objects.filter(pk__in=reached_by(subject.kind, subject.id))
    containers = list(reached.select_related("lot").order_by("lot__number", "code"))
    lots = {one.lot_id: one.lot for one in containers}
    count = Counter(one.lot_id for one in containers)
    whole = Lot.objects.filter(pk__in=lots).annotate(all=Count("containers"))
    is_whole = {pk for pk, all_of_it in whole.values_list("pk", "all") if count[pk] == all_of_it}
    for pk in is_whole:
        yield Touched(LOT, pk, lots[pk].number, lots[pk].owner_id)
    for one in containers:
        if one.lot_id not in is_whole:
            yield Touched(CONTAINER, one.pk, one.code, one.lot.owner_id)


def open_deviations(lot: Lot) -> QuerySet[Deviation]:
    """Open ones about the lot or a container of it, and those whose impact on it is open."""
    keys = _keys(lot)
    about = Q(subject_kind__in=[LOT, CONTAINER], subject_id__in=keys)
    to_conclude = Q(impacts__subject_id__in=keys) & ~Q(impacts__state=ImpactState.CONCLUDED)
    found = Deviation.objects.filter(about | to_conclude, closed_at__isnull=True)
    return found.order_by("number").distinct()


def release_blockers(lot: Lot, *, at: datetime) -> Iterator[Blocker]:
    """An open deviation keeps a lot in quarantine, unless it is classified as minor; so does what
    QA concluded as not acceptable for it.
    """
    for one in open_deviations(lot).exclude(classification=Classification.MINOR):
        yield Blocker(
            "DEVIATION_OPEN",
            _("Deviation %(number)s is open: %(title)s.")
            % {"number": one.number, "title": one.title},
            clears=_("It is closed first, or classified as minor."),
            about=one.number,
        )

    bad = Impact.objects.filter(
        subject_id__in=_keys(lot), state=ImpactState.CONCLUDED,
        conclusion=Conclusion.NOT_ACCEPTABLE,
    )  # fmt: skip
    for impact in bad.select_related("deviation"):
        yield Blocker(
            "IMPACT_NOT_ACCEPTABLE",
            _("Deviation %(number)s has an impact on %(what)s that is not acceptable.")
            % {"number": impact.deviation.number, "what": impact.subject_label},
            clears=_("Reject the lot."),
            about=impact.deviation.number,
        )


def _keys(lot: Lot) -> list[UUID]:
    return [lot.pk, *lot.containers.values_list("pk", flat=True)]
