"""What monitoring measured with a device: plates that stood in an incubator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import ngettext

from cleanrooms.measured import Measured, contribute_measured
from cleanrooms.models import Equipment
from monitoring.models import Incubation, Round
from monitoring.seen import round_page


@contribute_measured
def incubations(equipment: Equipment, since: datetime, until: datetime) -> Iterator[Measured]:
    """Each step of a round in it that began by then and was not over before."""
    inside = Q(ended_at__isnull=True) | Q(ended_at__gte=since)
    rows = Incubation.objects.filter(inside, incubator=equipment, begun_at__lte=until)
    found = rows.select_related("round__room", "step").annotate(
        plates=Count("round__samples", filter=~Q(round__samples__plate=""))
    )
    for one in found.order_by("begun_at"):
        said = ngettext("%(n)s plate, %(step)s", "%(n)s plates, %(step)s", one.plates)
        around: Round = one.round
        yield Measured(
            one.begun_at, f"{around.room.code}: {said % {'n': one.plates, 'step': one.step}}",
            round_page(around), Round._meta.label_lower, around.pk, str(around),
        )  # fmt: skip
