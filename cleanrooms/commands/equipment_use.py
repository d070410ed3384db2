"""The use log of devices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.exposures.keeping import expose
from cleanrooms.gates.status import status_blockers
from cleanrooms.models import Equipment, EquipmentUse
from integrity.commands import command, say
from integrity.moments import in_zone
from integrity.refusals import Blocker, Refused, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from materials.models import Lot
from people.models import User
from people.permissions import Permission


@command(permission=Permission.USE_EQUIPMENT)
def begin_use(
    *,
    equipment: Equipment,
    by: User,
    at: datetime,
    lot: Lot | None = None,
    purpose: str = "",
    happened_at: datetime | None = None,
) -> EquipmentUse:
    """A line of the use log begins: for a lot, or for a purpose, while the device may be used.

    One use at a time, unless the kind of the device allows more. `happened_at` is earlier than
    `at` where the entry comes late.
    """
    equipment, moment = equipment.lock(), happened_at or at
    use = EquipmentUse(
        equipment=equipment, lot=lot, purpose=one_line(purpose), began_at=moment, began_by=by,
        is_shared=equipment.kind_of.is_shared, room=equipment.room,
        zone=equipment.zones.filter(ended_at__isnull=True).first(),
    )  # fmt: skip
    refuse_if([*_purpose_blockers(use), *status_blockers(equipment, by=by, at=moment)])
    with unique(_used_already(use)):
        use.save(force_insert=True)
    expose(use)
    say("equipment.use_begun", about=use, details=_told(use, at))
    return use


@command(permission=Permission.USE_EQUIPMENT)
def end_use(
    *, use: EquipmentUse, by: User, at: datetime, happened_at: datetime | None = None
) -> EquipmentUse:
    """The use is over. Refused when it is already, or would end before it began."""
    use, moment = use.lock(), happened_at or at
    if use.ended_at is not None:
        raise refuse(
            "ENDED", _("This use ended at %(at)s.") % {"at": in_zone(use.ended_at)},
            clears=_("Look at the use log."),
        )  # fmt: skip
    if moment < use.began_at:
        raise refuse(
            "ENDS_TOO_EARLY", _("This use began at %(at)s.") % {"at": in_zone(use.began_at)},
            clears=_("End it after that."),
        )  # fmt: skip
    use.ended_at, use.ended_by = moment, by
    use.store()
    expose(use)
    say("equipment.use_ended", about=use, details=_told(use, at))
    return use


def _purpose_blockers(use: EquipmentUse) -> Iterator[Blocker]:
    if use.lot is None and not use.purpose:
        yield Blocker(
            "REQUIRED", _("It is not said what the device is used for."),
            clears=_("Give a lot, or a purpose."), field="purpose",
        )  # fmt: skip
    if use.purpose:
        yield from text_blockers(EquipmentUse, purpose=use.purpose)


def _used_already(use: EquipmentUse) -> Refused:
    """With what: the one that runs, else one that lasted over that moment."""
    uses = EquipmentUse.objects.filter(equipment=use.equipment).select_related("lot", "began_by")
    other = uses.running().first() or uses.first()
    words = {"code": use.equipment, "what": "", "who": ""}
    if other is not None:
        words |= {"what": other.what, "who": other.began_by.display_name}
    return refuse(
        "IN_USE", _("%(code)s is in use: %(what)s, begun by %(who)s.") % words,
        clears=_("End that use first."),
    )  # fmt: skip


def _told(use: EquipmentUse, at: datetime) -> dict[str, str]:
    moment = use.ended_at or use.began_at
    told = {"of": use.equipment.code, "for": use.what}
    return told | ({"happened_at": moment.isoformat()} if moment < at else {})
