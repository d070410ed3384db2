"""Bodies of commands of rounds: a new one, its samples, and holding one sample."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cleanrooms.models import PlateDemand
from materials.numbers import next_number
from monitoring.models import Round, Sample, SampleKind, SamplingPlan
from people.models import User

# Whose prints are taken, and of what.
PRINTS = (
    (SampleKind.GLOVE, "left glove"), (SampleKind.GLOVE, "right glove"),
    (SampleKind.GARMENT, "chest"), (SampleKind.GARMENT, "forearm"),
)  # fmt: skip


def locked(sample: Sample) -> Sample:
    """As it is now, locked, and its round with it."""
    sample.round.lock()
    return sample.lock()


def new_round(plan: SamplingPlan, by: User, at: datetime, **more: Any) -> Round:
    given = {"occupancy": plan.occupancy, "begun_at": at, "begun_by": by, **more}
    return Round.objects.create(
        number=next_number(Round), plan=plan, plan_version=plan.version, room=plan.room,
        purpose=plan.purpose, **given,
    )  # fmt: skip


def planned(around: Round, plan: SamplingPlan) -> list[Sample]:
    """A sample for each site of the plan, in its order, not stored."""
    rows = plan.places.filter(removed_at__isnull=True).select_related("site__zone", "site__room")
    return [
        Sample(
            round=around, place=place, kind=row.site.kind, site=row.site, grade=row.site.grade,
            volume_l=row.site.volume_l,
        )
        for place, row in enumerate(rows, start=1)
    ]  # fmt: skip


def prints(around: Round, person: User, *, demand: PlateDemand | None = None) -> list[Sample]:
    """The samples of a person, after those that there are, not stored."""
    last = around.samples.count()
    return [
        Sample(
            round=around, place=place, kind=kind, person=person, part=part, demand=demand,
            grade=around.room.grade,
        )
        for place, (kind, part) in enumerate(PRINTS, start=last + 1)
    ]  # fmt: skip
