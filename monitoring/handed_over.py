"""What monitoring leaves open in a room: for the shift that comes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from cleanrooms.models import Room
from cleanrooms.open_items import contribute_open_items
from integrity.moments import in_zone
from monitoring.models import Excursion, ExcursionState, Round, RoundState, Sample, SampleState

LEFT = (SampleState.TO_TAKE, SampleState.EXPOSED)


@contribute_open_items
def rounds_going_on(room: Room) -> Iterator[str]:
    """Rounds that are walked, and the plates that lie open."""
    for around in Round.objects.filter(room=room, state=RoundState.SAMPLING).order_by("number"):
        samples = list(around.samples.select_related("site", "person").order_by("place"))
        left = sum(one.state in LEFT for one in samples)
        yield _("%(round)s goes on: %(left)s of %(all)s samples are left") % {
            "round": around, "left": left, "all": len(samples),
        }  # fmt: skip
        yield from (_lies_open(one) for one in samples if one.state == SampleState.EXPOSED)


@contribute_open_items
def excursions_open(room: Room) -> Iterator[str]:
    """Those that nobody has acknowledged, and those that go on."""
    going_on = Q(ended_at__isnull=True) & ~Q(state=ExcursionState.CLOSED)
    found = Excursion.objects.filter(Q(state=ExcursionState.OPEN) | going_on, room=room)
    for one in found.order_by("number"):
        yield _("%(excursion)s, %(kind)s: %(what)s at %(source)s since %(at)s, %(state)s") % {
            "excursion": one, "kind": one.get_kind_display(), "what": one.what.label,
            "source": one.source_label, "at": in_zone(one.started_at),
            "state": one.get_state_display(),
        }  # fmt: skip


def _lies_open(sample: Sample) -> str:
    told = {
        "plate": sample.plate or sample.get_kind_display(), "where": sample.where,
        "at": in_zone(sample.exposed_at) if sample.exposed_at else "",
    }  # fmt: skip
    said = _("%(plate)s at %(where)s lies open since %(at)s") % told
    if sample.change_by is None:
        return said
    return _("%(said)s, to be changed by %(by)s") % {"said": said, "by": in_zone(sample.change_by)}
