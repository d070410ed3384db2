"""Maintenance and repair of devices, and what they need."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.evidence import maintenance_blockers
from cleanrooms.models import Equipment, Maintenance, MaintenanceKind
from cleanrooms.needs import MONTHS, Needs, needs_blockers
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission


@command(permission=Permission.MANAGE_ROOMS)
def begin_maintenance(
    *, equipment: Equipment, kind: MaintenanceKind, note: str, by: User, at: datetime
) -> Maintenance:
    """From now on the device is out of use, until what was done is recorded and released."""
    equipment = equipment.lock()
    refuse_if([*maintenance_blockers(equipment, at=at), *text_blockers(Maintenance, note=note)])
    one = Maintenance(equipment=equipment, kind=kind, note=one_line(note), began_at=at, began_by=by)
    one.save(force_insert=True)
    say("maintenance.begun", about=one, details={"kind": kind, "note": one.note})
    return one


@command(permission=Permission.MANAGE_ROOMS)
def set_needs(
    *, equipment: Equipment, needs: Needs, reason: str, by: User, at: datetime
) -> Equipment:
    """Changes what the device needs, with the reason; what is released keeps its last day."""
    equipment = equipment.lock()
    if equipment.out_of_service_at is not None:
        raise refuse("OUT_OF_SERVICE", _("%(code)s is out of service.") % {"code": equipment})
    needs.put(equipment)
    refuse_if(needs_blockers(needs))
    equipment.store()
    told = {name: getattr(equipment, name) for name in ("qualifications", *MONTHS)}
    say("equipment.needs_set", about=equipment, reason=reason, details=told)
    return equipment
