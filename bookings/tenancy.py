"""What a tenant may book, by the agreements in force; the facility's own people book anything."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from cleanrooms.models import Equipment, Room, RoomKind
from people.models import Organisation, User
from quality.models import Agreement


def rooms_agreed(organisations: list[Organisation], at: datetime) -> set[str]:
    """Codes of the rooms that agreements in force then name; one that names none gives none."""
    agreed = Agreement.objects.in_force(at).filter(organisation__in=organisations)
    return {code for codes in agreed.values_list("room_codes", flat=True) for code in codes}


def bookable_rooms(user: User, at: datetime) -> list[Room]:
    """Rooms that this person may ask for; airlocks are passed through, not booked."""
    rows = Room.objects.exclude(kind=RoomKind.AIRLOCK).order_by("code")
    if not user.is_of_facility:
        rows = rows.filter(code__in=rooms_agreed(user.organisations, at))
    return list(rows)


def bookable_equipment(user: User, at: datetime) -> list[Equipment]:
    """Devices in service; a tenant's are those that stand in its rooms."""
    rows = Equipment.objects.filter(out_of_service_at__isnull=True).select_related("room")
    if not user.is_of_facility:
        rows = rows.filter(room__code__in=rooms_agreed(user.organisations, at))
    return list(rows.order_by("code"))


def clients() -> Q:
    """Organisations for which something may be booked: whose work is done here."""
    return Q(kind__in=["SPONSOR", "TENANT", "HOSPITAL"])
