"""What was somewhere, written down as commands would."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.utils import timezone

from cleanrooms.commands.zones import ZoneDetails, define_zone
from cleanrooms.exposures.answer import what_if
from cleanrooms.exposures.lines import lines_of
from cleanrooms.exposures.places import Place, place_named
from cleanrooms.models import Equipment, EquipmentKind, Exposure, Grade, Room, Zone
from cleanrooms.models.exposure import interval
from materials.commands.making import Making, make_lot
from materials.commands.stock import use_material
from materials.models import Container, EdgeKind, Lot, LotKind, Product
from tests import cast
from tests.cast import NOW, SETUP
from tests.materials import stock

HOUR = timedelta(hours=1)


def there(room: Room, since: datetime, until: datetime | None = None, **of: Any) -> Exposure:
    """A lot, container or person, in the room or in a device of it."""
    return Exposure.objects.create(
        source_type="cleanrooms.roomuse", source_id=uuid4(), room=room,
        period=interval(since, until), **{"is_open": True, **of},
    )  # fmt: skip


def cabinet(room: Room, code: str = "BSC-01") -> tuple[Equipment, Zone]:
    device = cast.make_device(code, room.code, EquipmentKind.SAFETY_CABINET)
    details = ZoneDetails(name="Working area", grade=Grade.A, equipment=device)
    zone = define_zone(room=room, code=f"{room.code}-A", details=details, by=SETUP, at=NOW)
    return device, zone


def found(key: str, since: datetime, until: datetime, at: datetime | None = None) -> list[str]:
    """The codes of all lines, in the order of the kinds."""
    place = place_named(key)
    assert isinstance(place, Place)
    answer = what_if(place, since, until, at or timezone.now())
    return [f"{line.kind} {line.code}" for line in lines_of(answer)]


def made_of(taken: Container, of: Product, at: datetime, *, purpose: str = "") -> Lot:
    """A lot of one bag, with one unit of the container in it."""
    bag = Making(of=of, kind=LotKind.MADE, unit="{bag}", containers=1, each=Decimal(1))
    return make_lot(
        making=bag, taken=[(taken, Decimal(1))], how=EdgeKind.DERIVED, purpose=purpose,
        by=stock.user("jvermaat"), at=at,
    )  # fmt: skip


def used(container: Container, purpose: str, at: datetime) -> None:
    use_material(
        container=container, quantity=Decimal(1), purpose=purpose, by=stock.user("jvermaat"), at=at
    )


def asked(where: str, since: datetime, until: datetime | None = None, **more: str) -> str:
    """The address, in the facility's zone."""

    def local(at: datetime) -> str:
        return timezone.localtime(at, timezone.get_default_timezone()).strftime("%Y-%m-%dT%H:%M")

    words = {"where": where, "since": local(since), "until": local(until) if until else ""}
    return f"/board/what-if/?{urlencode({**words, **more})}"
