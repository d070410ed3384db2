"""Which channels the demo facility has, and what is normal for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from cgtlims.demo.sensors.signal import Shape, times
from cleanrooms.models import Equipment, Grade, Neighbour, Room, RoomKind, Zone
from cleanrooms.models import EquipmentKind as Kind
from monitoring.commands.channels import ChannelDetails, Measured
from monitoring.models import Parameter

P = Parameter
OFTEN, OLDER, SELDOM = 60, 300, 1800  # seconds between two readings: grade A, and all else
KEPT_OFTEN, KEPT = timedelta(days=14), timedelta(days=90)
MARGIN = 50  # tenths of a Pa between what holds and what is normal
AIR: dict[Grade, dict[Parameter, Shape]] = {
    Grade.A: {P.PARTICLES_05: Shape(150, 150, busy=300), P.PARTICLES_5: Shape(0, 0)},
    Grade.B: {P.PARTICLES_05: Shape(900, 500, busy=1400), P.PARTICLES_5: Shape(10, 9)},
    Grade.C: {
        P.PARTICLES_05: Shape(9000, 4000, busy=40000),
        P.PARTICLES_5: Shape(120, 80, busy=300),
    },
}
TEMPERATURE = Shape(204, 3, busy=6, swing=8, decimals=1)
HUMIDITY = Shape(440, 25, swing=30, decimals=1)
VELOCITY = Shape(45, 3, decimals=2)
DEVICES: dict[Kind, dict[Parameter, Shape]] = {
    Kind.INCUBATOR: {
        P.CO2: Shape(50, 2, decimals=1),
        P.TEMPERATURE: Shape(370, 2, decimals=1),
    },
    Kind.FREEZER: {P.TEMPERATURE: Shape(-800, 20, decimals=1)},
    Kind.NITROGEN_TANK: {P.NITROGEN_LEVEL: Shape(780, 8, swing=-60, decimals=1)},
}
# Of devices: lower and upper bound of action, then of alert.
BOUNDS: dict[tuple[Kind, Parameter], tuple[str, str, str, str]] = {
    (Kind.INCUBATOR, P.CO2): ("4.5", "5.5", "4.7", "5.3"),
    (Kind.INCUBATOR, P.TEMPERATURE): ("36", "38", "36.5", "37.5"),
    (Kind.FREEZER, P.TEMPERATURE): ("", "-65", "", "-72"),
    (Kind.NITROGEN_TANK, P.NITROGEN_LEVEL): ("40", "", "55", ""),
}
SHORT = {
    P.PARTICLES_05: "P05", P.PARTICLES_5: "P5", P.TEMPERATURE: "T", P.HUMIDITY: "RH",
    P.VELOCITY: "V", P.CO2: "CO2", P.NITROGEN_LEVEL: "LN2",
}  # fmt: skip


@dataclass(frozen=True)
class Sensor:
    """A channel of the demo with 90 days of readings.

    Of grade A the system before kept every fifth after a fortnight: still none of them a gap.
    """

    code: str
    parameter: Parameter
    name: str
    measured: Measured
    shape: Shape
    interval_s: int = SELDOM
    delay_s: int = 0
    why: str = ""

    @property
    def details(self) -> ChannelDetails:
        return ChannelDetails(
            name=self.name, interval_s=self.interval_s, gap_s=self.interval_s * 2 + 300,
            delay_s=self.delay_s, delay_justification=self.why,
        )  # fmt: skip

    def read_at(self, now: datetime) -> Iterator[datetime]:
        """When it was read, up to now."""
        since = now - KEPT
        if self.interval_s < OLDER:
            yield from times(OLDER, since, now - KEPT_OFTEN)
            since = now - KEPT_OFTEN
        yield from times(self.interval_s, since, now)

    @property
    def bounds(self) -> tuple[str, str, str, str] | None:
        device = self.measured.equipment
        return BOUNDS.get((Kind(device.kind), self.parameter)) if device else None


def sensors() -> Iterator[Sensor]:
    """All of them, in the order of their rooms."""
    for room in Room.objects.filter(kind=RoomKind.CLEANROOM).order_by("code"):
        yield from _of_room(room)
    zones = Zone.objects.filter(grade=Grade.A).select_related("room")
    for zone in zones.order_by("code"):
        yield from _of_zone(zone)
    borders = Neighbour.objects.filter(least_pa__isnull=False).select_related("room", "other")
    for border in borders.order_by("room__code", "other__code"):
        yield _of_border(border)
    devices = Equipment.objects.filter(kind__in=DEVICES, out_of_service_at__isnull=True)
    for device in devices.select_related("room").order_by("code"):
        yield from _of_device(device)


def _of_room(room: Room) -> Iterator[Sensor]:
    shapes = {**AIR.get(Grade(room.grade), {}), P.TEMPERATURE: TEMPERATURE, P.HUMIDITY: HUMIDITY}
    for parameter, shape in shapes.items():
        name = "At the return of the air" if parameter in (P.TEMPERATURE, P.HUMIDITY) else "Counter"
        yield Sensor(f"{room.code}-{SHORT[parameter]}", parameter, name, Measured(room=room), shape)


def _of_zone(zone: Zone) -> Iterator[Sensor]:
    measured = Measured(room=zone.room, zone=zone)
    for parameter, shape in AIR[Grade.A].items():
        yield Sensor(
            f"{zone.code}-{SHORT[parameter]}", parameter, "Counter at the place of work",
            measured, shape, OFTEN,
        )  # fmt: skip
    yield Sensor(f"{zone.code}-V", P.VELOCITY, "At the place of work", measured, VELOCITY)


def _of_border(border: Neighbour) -> Sensor:
    least = int((border.least_pa or Decimal(0)) * 10)
    usual = least + MARGIN if least >= 0 else least - MARGIN
    return Sensor(
        f"DP-{border.room.code}-{border.other.code}", P.PRESSURE, "Beside the door",
        Measured(room=border.room, neighbour=border), Shape(usual, 15, decimals=1),
        delay_s=60, why="The door stands open for up to 45 s when a trolley passes",
    )  # fmt: skip


def _of_device(device: Equipment) -> Iterator[Sensor]:
    for parameter, shape in DEVICES[Kind(device.kind)].items():
        measured = Measured(room=device.room, equipment=device)
        yield Sensor(f"{device.code}-{SHORT[parameter]}", parameter, device.name, measured, shape)
