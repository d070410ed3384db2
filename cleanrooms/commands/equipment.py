"""The register of equipment."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.equipment_details import EquipmentDetails, equipment_blockers
from cleanrooms.models import Equipment, Room
from cleanrooms.needs import BY_KIND
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from people.models import User
from people.permissions import Permission


@command(permission=Permission.MANAGE_ROOMS)
def register_equipment(
    *, code: str, details: EquipmentDetails, by: User, at: datetime
) -> Equipment:
    """Makes a device known by a code that no other ever has; it needs what its kind needs."""
    equipment = Equipment(code=one_line(code))
    details.put(equipment)
    BY_KIND[details.kind].put(equipment)
    refuse_if(equipment_blockers(equipment))
    used = refuse(
        "CODE_USED",
        _("There is a device %(code)s already.") % {"code": equipment.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        equipment.save(force_insert=True)
    told = {"kind": equipment.kind, "room": equipment.room.code}
    say("equipment.registered", about=equipment, details=told)
    return equipment


@command(permission=Permission.MANAGE_ROOMS)
def alter_equipment(
    *, equipment: Equipment, details: EquipmentDetails, reason: str, by: User, at: datetime
) -> Equipment:
    """Changes what is known of it, or where it stands. Its code stays.

    It is not moved while it is used for something: its use log says where that was.
    """
    equipment = _in_service(equipment)
    _refuse_moving_in_use(equipment, details.room)
    details.put(equipment)
    refuse_if(equipment_blockers(equipment))
    equipment.store()
    told = {"kind": equipment.kind, "room": equipment.room.code}
    say("equipment.altered", about=equipment, reason=reason, details=told)
    return equipment


@command(permission=Permission.MANAGE_ROOMS)
def take_out_of_service(*, equipment: Equipment, reason: str, by: User, at: datetime) -> Equipment:
    """It is used no more, for good; its record stays."""
    equipment = _in_service(equipment)
    equipment.out_of_service_at, equipment.out_of_service_by = at, by
    equipment.out_of_service_reason = one_line(reason)
    equipment.store()
    say("equipment.taken_out_of_service", about=equipment, reason=reason)
    return equipment


def _refuse_moving_in_use(equipment: Equipment, to: Room) -> None:
    use = equipment.uses.running().select_related("lot").first()
    if use is not None and to.pk != equipment.room_id:
        told = {"code": equipment, "room": equipment.room, "what": use.what}
        raise refuse(
            "IN_USE", _("%(code)s is in use in %(room)s: %(what)s.") % told,
            clears=_("End its uses first; they begin again in the other room."), field="room",
        )  # fmt: skip


def _in_service(equipment: Equipment) -> Equipment:
    """As it is now, locked."""
    now = equipment.lock()
    if now.out_of_service_at is not None:
        raise refuse("OUT_OF_SERVICE", _("%(code)s is out of service.") % {"code": now})
    return now
