"""Whether evidence of status may be recorded, released or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Evidence, EvidenceKind, MaintenanceKind
from cleanrooms.models.evidence import FOUND_BAD
from integrity.gates import gate
from integrity.refusals import Blocker
from people.models import User
from people.permissions import Permission


@gate
def recording_blockers(evidence: Evidence, *, at: datetime) -> Iterator[Blocker]:
    """Of a device that is in service; a repair is one that was begun."""
    device = evidence.equipment
    if device is None:
        return
    if device.out_of_service_at is not None:
        yield Blocker("OUT_OF_SERVICE", _("%(code)s is out of service.") % {"code": device})
    running = device.maintenances.running(at)
    if evidence.kind == EvidenceKind.REPAIR and not running.filter(kind=MaintenanceKind.REPAIR):
        yield Blocker(
            "NO_REPAIR", _("No repair of %(code)s was begun.") % {"code": device},
            clears=_("Begin it first, so that the device is out of use meanwhile."), field="kind",
        )  # fmt: skip


@gate
def evidence_release_blockers(evidence: Evidence, *, by: User, at: datetime) -> Iterator[Blocker]:
    """What passed is released once, while it holds, and nothing failed since (Part I 3.41).

    Quality assurance releases a qualification; that another person recorded it is held by the
    separation of duties.
    """
    if not evidence.waits:
        yield Blocker(
            "NOT_TO_RELEASE",
            _("%(evidence)s is “%(word)s”.") % {"evidence": evidence, "word": evidence.word},
        )
        return
    kind = EvidenceKind(evidence.kind)
    if kind.is_qualification and not by.may(Permission.MANAGE_QUALITY):
        yield Blocker(
            "NOT_QUALITY", _("Quality assurance releases a qualification."),
            clears=_("Somebody of quality assurance signs."),
        )  # fmt: skip
    if evidence.valid_until is not None and evidence.valid_until <= at:
        yield Blocker(
            "EXPIRED", _("Its last day is over."), clears=_("It is done anew."),
        )  # fmt: skip
    failed = (
        Evidence.objects.of(evidence.subject)
        .standing()
        .filter(FOUND_BAD, need=evidence.need, performed_at__gt=evidence.performed_at)
    )
    if later := failed.exclude(need="").first():
        yield Blocker(
            "FAILED_SINCE", _("A later one failed: %(later)s.") % {"later": later},
            clears=_("It is done anew."),
        )  # fmt: skip


@gate
def withdrawal_blockers(evidence: Evidence, *, by: User) -> Iterator[Blocker]:
    """A mistake is withdrawn once; what was found bad by quality assurance, not by who recorded it.

    Withdrawing that lets the device or the room be used again.
    """
    if not evidence.stands:
        yield Blocker("WITHDRAWN", _("It is withdrawn already."))
    elif evidence.found_bad and not by.may(Permission.MANAGE_QUALITY):
        yield Blocker(
            "NOT_QUALITY", _("Quality assurance withdraws what was found bad."),
            clears=_("Somebody of quality assurance withdraws it."),
        )  # fmt: skip
    elif evidence.found_bad and by.pk == evidence.recorded_by_id:
        yield Blocker(
            "OWN_WORK", _("You recorded it."), clears=_("Somebody else withdraws it."),
        )  # fmt: skip


@gate
def maintenance_blockers(equipment: Equipment, *, at: datetime) -> Iterator[Blocker]:
    """A device in service is in one maintenance at a time."""
    if equipment.out_of_service_at is not None:
        yield Blocker("OUT_OF_SERVICE", _("%(code)s is out of service.") % {"code": equipment})
    if equipment.maintenances.filter(ended_at__isnull=True).exists():
        yield Blocker(
            "MAINTENANCE_OPEN", _("%(code)s is in maintenance already.") % {"code": equipment},
            clears=_("Record that one; its release ends it."),
        )  # fmt: skip
