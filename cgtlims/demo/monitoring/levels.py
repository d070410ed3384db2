"""The limit sets and the levels of the demo facility."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from cgtlims.demo.pen import Pen
from cleanrooms.models import Grade
from integrity.signatures.meanings import Meaning
from monitoring.commands.limits import Aim, adopt_limit_set, draft_limit_set, set_level
from monitoring.models import LevelKind, LimitSource, Occupancy, Parameter
from people.models import User
from people.models.qualification import day_of

P = Parameter
ALERTS: dict[Grade, dict[Parameter, str]] = {
    Grade.B: {
        P.AIR_CFU: "5",
        P.SETTLE_CFU: "2",
        P.CONTACT_CFU: "2",
        P.GLOVE_CFU: "2",
        P.GARMENT_CFU: "5",
        P.PARTICLES_05: "200000",
        P.PARTICLES_5: "1800",
    },
    Grade.C: {
        P.AIR_CFU: "50",
        P.SETTLE_CFU: "25",
        P.CONTACT_CFU: "12",
        P.PARTICLES_05: "1800000",
        P.PARTICLES_5: "15000",
    },
    Grade.D: {P.AIR_CFU: "120", P.SETTLE_CFU: "60", P.CONTACT_CFU: "30"},
}
# Lower and upper bound of action, then of alert; of grades A to D unless one is named.
CLIMATE: dict[Parameter, tuple[str, str, str, str]] = {
    P.TEMPERATURE: ("18", "25", "19", "24"),
    P.HUMIDITY: ("25", "65", "30", "60"),
}
AIRFLOW = ("0.36", "0.54", "0.38", "0.52")
GARMENT_ACTION = "10"


def make_levels(users: dict[str, User], pen: Pen, founded: datetime, now: datetime) -> None:
    """Part IV from the founding on, Annex 1 for the last 200 days; alerts of the facility."""
    quality = users["mlindqvist"]
    for source, at, reason in (
        (LimitSource.PART_IV_2017, founded, "Basis of the licence"),
        (LimitSource.ANNEX_1_2022, now - timedelta(days=200), "Annex 1 as benchmark"),
    ):
        drafted = draft_limit_set(source=source, reason=reason, by=users["nbakker"], at=at)
        known = pen.attest(drafted, Meaning.APPROVED, by=quality, at=at)
        adopt_limit_set(
            limit_set=drafted, effective_on=day_of(at), by=quality, at=at, attested=known
        )
    at = now - timedelta(days=190)
    _set(Grade.B, P.GARMENT_CFU, LevelKind.ACTION, None, GARMENT_ACTION, quality, at)
    for grade, alerts in ALERTS.items():
        for parameter, upper in alerts.items():
            _set(grade, parameter, LevelKind.ALERT, None, upper, quality, at)
    for parameter, bounds in CLIMATE.items():
        for grade in (Grade.B, Grade.C, Grade.D):
            _both(grade, parameter, bounds, quality, at)
    _both(Grade.A, P.VELOCITY, AIRFLOW, quality, at)


def _both(
    grade: Grade, parameter: Parameter, bounds: tuple[str, str, str, str], by: User, at: datetime
) -> None:
    low, high, alert_low, alert_high = bounds
    for occupancy in Occupancy:
        _set(grade, parameter, LevelKind.ACTION, low, high, by, at, occupancy)
        _set(grade, parameter, LevelKind.ALERT, alert_low, alert_high, by, at, occupancy)


def _set(
    grade: Grade, parameter: Parameter, kind: LevelKind, lower: str | None, upper: str, by: User,
    at: datetime, occupancy: Occupancy = Occupancy.IN_OPERATION,
) -> None:  # fmt: skip
    aim = Aim(kind=kind, parameter=parameter, occupancy=occupancy, where=grade)
    set_level(
        aim=aim, lower=Decimal(lower) if lower else None, upper=Decimal(upper),
        reason="From the data of the first year", by=by, at=at,
    )  # fmt: skip
