"""Which device may draw the air of a sample, or give the readings of a channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.status import status_blockers
from cleanrooms.models import Equipment, EquipmentKind
from integrity.gates import gate
from integrity.refusals import Blocker
from monitoring.models import Channel, Parameter, Sample, SampleState
from people.models import User

COUNTED = (Parameter.PARTICLES_05, Parameter.PARTICLES_5)
PROBES = (EquipmentKind.QC_INSTRUMENT, EquipmentKind.OTHER)


@gate
def sampler_blockers(
    sample: Sample, *, sampler: Equipment | None, by: User, at: datetime
) -> Iterator[Blocker]:
    """Air is drawn by a device made for it whose status is valid. What two people overruled
    for the device and the day holds here.
    """
    kind = sample.way.sampler
    if kind is None or sample.state != SampleState.TO_TAKE:
        return
    if sampler is None or sampler.kind != kind:
        yield Blocker(
            "NO_SAMPLER",
            _("%(where)s: it is not said with which device it is taken: %(kind)s.")
            % {"where": sample.where, "kind": kind.label},
            clears=_("Scan or enter the code of one that is in service."), field="sampler",
        )  # fmt: skip
        return
    for one in status_blockers(sampler, by=by, at=at):
        yield replace(one, field="sampler")


@gate
def instrument_blockers(
    channel: Channel, *, instrument: Equipment | None, by: User, at: datetime
) -> Iterator[Blocker]:
    """Particles are counted by a particle counter, all else by a probe or a QC instrument, whose
    status is valid when it is fitted.
    """
    fitted = channel.fittings.standing().select_related("instrument").first()
    if (fitted and fitted.instrument) == instrument:
        yield Blocker(
            "ALREADY_SO",
            _("%(channel)s is measured with %(instrument)s already.")
            % {"channel": channel, "instrument": instrument or _("no instrument of its own")},
            clears=_("Choose another one."), field="instrument",
        )  # fmt: skip
    if instrument is None:
        return
    kinds = instruments_of(channel)
    if instrument.kind not in kinds:
        told = ", ".join(str(one.label) for one in kinds)
        yield Blocker(
            "NOT_FOR_THIS",
            _("%(instrument)s does not measure %(parameter)s.")
            % {"instrument": instrument, "parameter": channel.what.label},
            clears=_("Accepted: %(kinds)s.") % {"kinds": told},
            field="instrument",
        )  # fmt: skip
        return
    for one in status_blockers(instrument, by=by, at=at):
        yield replace(one, field="instrument")


def instruments_of(channel: Channel) -> tuple[EquipmentKind, ...]:
    """The kinds of devices that measure what it measures."""
    return (EquipmentKind.PARTICLE_COUNTER,) if channel.what in COUNTED else PROBES
