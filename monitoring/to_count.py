"""Which plates wait for whom."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from monitoring.models import (
    Count,
    Incubation,
    IncubationStep,
    RoundState,
    Sample,
    SampleKind,
    SampleState,
)
from people.models import User


def waiting_plates(user: User, words: str = "") -> QuerySet[Sample]:
    """Taken, incubated to the end, and not counted yet, or counted by somebody else alone.

    `words` is a plate's label, a room or the number of a round.
    """
    ended = Incubation.objects.filter(
        round=OuterRef(OuterRef("round")), step=OuterRef("pk"), ended_at__isnull=False
    )
    steps = IncubationStep.objects.filter(plan=OuterRef("round__plan"))
    own = Count.objects.filter(sample=OuterRef("pk"), sheet__counted_by=user)
    rows = (
        Sample.objects.filter(state=SampleState.TAKEN)
        .filter(Q(round__state=RoundState.TAKEN) | Q(kind=SampleKind.PARTICLES))
        .filter(Q(kind=SampleKind.PARTICLES) | ~Exists(steps.filter(~Exists(ended))))
        .filter(~Exists(own))
        .select_related("round__room", "round__plan", "site__room", "person")
        .prefetch_related("counts")
        .order_by(F("taken_at").asc(), "round", "place")
    )
    if words.strip():
        asked = words.strip()
        rows = rows.filter(
            Q(plate__iexact=asked) | Q(round__room__code__iexact=asked) | _of_round(asked)
        )
    return rows


def _of_round(words: str) -> Q:
    digits = words.upper().removeprefix("EMR-")
    return Q(round__number=int(digits)) if digits.isdecimal() and len(digits) < 9 else Q(pk=None)
