"""The action limits that each source states, as data; nobody types them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cleanrooms.models import Grade
from monitoring.models import LimitSource, Occupancy, Parameter, Purpose

GRADES = (Grade.A, Grade.B, Grade.C, Grade.D)
Row = tuple[str, str, str, str]  # of grades A to D; "" where nothing is stated
NO_GROWTH = "0"

SMALL: dict[Occupancy, Row] = {
    Occupancy.AT_REST: ("3520", "3520", "352000", "3520000"),
    Occupancy.IN_OPERATION: ("3520", "352000", "3520000", ""),
}
AIR: Row = (NO_GROWTH, "10", "100", "200")
SETTLE: Row = (NO_GROWTH, "5", "50", "100")
CONTACT: Row = (NO_GROWTH, "5", "25", "50")
GLOVE: Row = (NO_GROWTH, "5", "", "")


@dataclass(frozen=True)
class Table:
    """One row of a printed table: for which purpose, and an upper bound for each grade."""

    purpose: Purpose
    parameter: Parameter
    occupancy: Occupancy
    row: Row
    clause: str


@dataclass(frozen=True)
class Stated:
    """One limit of a source: at most `upper`, in the parameter's unit."""

    purpose: Purpose
    parameter: Parameter
    occupancy: Occupancy
    grade: Grade
    upper: Decimal
    clause: str


def stated_by(source: LimitSource) -> Iterator[Stated]:
    """Every limit of the source; where it states none there is none, never a zero."""
    for one in TABLES[source]:
        for grade, upper in zip(GRADES, one.row, strict=True):
            if upper:
                yield Stated(
                    one.purpose, one.parameter, one.occupancy, grade, Decimal(upper), one.clause
                )


def _particles(purpose: Purpose, large: dict[Occupancy, Row], clause: str) -> Iterator[Table]:
    for occupancy in Occupancy:
        yield Table(purpose, Parameter.PARTICLES_05, occupancy, SMALL[occupancy], clause)
        yield Table(purpose, Parameter.PARTICLES_5, occupancy, large[occupancy], clause)


def _viables(purpose: Purpose, rows: dict[Parameter, Row], clause: str) -> Iterator[Table]:
    """The tables name no occupancy state: the same at rest and in operation."""
    for occupancy in Occupancy:
        for parameter, row in rows.items():
            yield Table(purpose, parameter, occupancy, row, clause)


OF_ROOMS = {
    Parameter.AIR_CFU: AIR, Parameter.SETTLE_CFU: SETTLE, Parameter.CONTACT_CFU: CONTACT,
}  # fmt: skip
TABLE_1: dict[Occupancy, Row] = {
    Occupancy.AT_REST: ("", "", "2930", "29300"),
    Occupancy.IN_OPERATION: ("", "2930", "29300", ""),
}
TABLE_5: dict[Occupancy, Row] = {
    Occupancy.AT_REST: ("29", "29", "2930", "29300"),
    Occupancy.IN_OPERATION: ("29", "2930", "29300", ""),
}
PART_IV: dict[Occupancy, Row] = {
    Occupancy.AT_REST: ("20", "29", "2900", "29000"),
    Occupancy.IN_OPERATION: ("20", "2900", "29000", ""),
}
TABLES: dict[LimitSource, tuple[Table, ...]] = {
    LimitSource.ANNEX_1_2022: (
        *_particles(Purpose.CLASSIFICATION, TABLE_1, "Annex 1 (2022) Table 1"),
        *_viables(Purpose.QUALIFICATION, OF_ROOMS, "Annex 1 (2022) Table 2"),
        *_particles(Purpose.MONITORING, TABLE_5, "Annex 1 (2022) Table 5"),
        *_viables(
            Purpose.MONITORING, {**OF_ROOMS, Parameter.GLOVE_CFU: GLOVE}, "Annex 1 (2022) Table 6"
        ),
    ),
    LimitSource.PART_IV_2017: (
        *_particles(Purpose.CLASSIFICATION, PART_IV, "Part IV (2017) 4.2"),
        *_viables(Purpose.QUALIFICATION, OF_ROOMS, "Part IV (2017) 4.2"),
        *_particles(Purpose.MONITORING, PART_IV, "Part IV (2017) 4.2.3"),
        *_viables(
            Purpose.MONITORING, {**OF_ROOMS, Parameter.GLOVE_CFU: GLOVE}, "Part IV (2017) 4.2.3"
        ),
    ),
}
