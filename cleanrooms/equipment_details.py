"""What may be said of a device, and what may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, EquipmentKind, Room
from integrity.refusals import Blocker
from integrity.texts import one_line, text_blockers

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
OPTIONAL = ("maker", "model", "serial_number", "asset_number")


@dataclass(frozen=True, kw_only=True)
class EquipmentDetails:
    """All of a device that may be altered."""

    name: str
    kind: EquipmentKind
    room: Room
    maker: str = ""
    model: str = ""
    serial_number: str = ""
    asset_number: str = ""
    in_service_since: date | None = None

    def put(self, equipment: Equipment) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            setattr(equipment, field.name, one_line(value) if isinstance(value, str) else value)


def equipment_blockers(equipment: Equipment) -> Iterator[Blocker]:
    """A code that stands in addresses and on labels, a name, and texts that can be printed."""
    if not CODE.fullmatch(equipment.code):
        yield Blocker(
            "BAD_CODE", _("“%(code)s” is not a code.") % {"code": equipment.code},
            clears=_("Accepted: 1 to 40 letters, digits, points, dashes and underscores."),
            field="code",
        )  # fmt: skip
    given = {name: getattr(equipment, name) for name in OPTIONAL if getattr(equipment, name)}
    yield from text_blockers(Equipment, name=equipment.name, **given)
