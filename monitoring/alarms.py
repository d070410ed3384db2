"""Excursions on the tiles and pages of their rooms."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from cleanrooms.alarms import Alarm, contribute_alarms
from monitoring.models import Excursion, ExcursionClass, ExcursionState
from monitoring.seen import excursion_page
from people.models import User
from people.permissions import Permission

WORST = (ExcursionClass.ACTION, ExcursionClass.GAP, ExcursionClass.TREND, ExcursionClass.ALERT)


@contribute_alarms
def excursion_alarms(user: User) -> Iterator[Alarm]:
    """Those that nobody has acknowledged, and those that go on."""
    if not user.may(Permission.VIEW_MONITORING):
        return
    going_on = Q(ended_at__isnull=True) & ~Q(state=ExcursionState.CLOSED)
    found = Excursion.objects.visible_to(user).filter(Q(state=ExcursionState.OPEN) | going_on)
    for one in sorted(found, key=lambda one: WORST.index(ExcursionClass(one.kind))):
        label = f"{one.get_kind_display()}: {one.what.label}"
        yield Alarm(one.room_id, label, excursion_page(one), one.sign)
