"""When somebody was in a room: then it was in operation, otherwise at rest (Annex 1 4.24)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from cleanrooms.models import Presence, Room

Span = tuple[datetime, datetime]


def occupied_spans(room: Room, since: datetime, until: datetime) -> list[Span]:
    """Within the stretch, in the order of time, stays that touch or overlap as one."""
    stays = Presence.objects.filter(Q(left_at__isnull=True) | Q(left_at__gt=since), room=room)
    found = stays.filter(entered_at__lt=until).order_by("entered_at")
    spans: list[Span] = []
    for entered, left in found.values_list("entered_at", "left_at"):
        begun, ended = max(entered, since), min(left or until, until)
        if spans and begun <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], ended))
        else:
            spans.append((begun, ended))
    return spans
