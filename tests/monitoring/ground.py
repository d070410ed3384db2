"""Rooms with sites, plans, limits and media, made by the commands that people use."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from cleanrooms.commands.zones import ZoneDetails, define_zone
from cleanrooms.models import Equipment, EquipmentKind, Grade, Room
from integrity.signatures.meanings import Meaning
from materials.models import Container, MaterialKind
from monitoring.commands.counts import count_plates
from monitoring.commands.incubations import begin_incubation, end_incubation
from monitoring.commands.limits import Aim, adopt_limit_set, draft_limit_set, set_level
from monitoring.commands.plans import PlanDetails, define_plan
from monitoring.commands.rounds import begin_round, finish_round
from monitoring.commands.samples import end_exposure, place_sample
from monitoring.commands.sites import SiteDetails, define_site
from monitoring.counting import Read
from monitoring.models import (
    CountSheet,
    Level,
    LevelKind,
    LimitSet,
    LimitSource,
    Occupancy,
    Parameter,
    Purpose,
    Round,
    Sample,
    SampleKind,
    SamplingPlan,
    Site,
)
from monitoring.steps import StepDraft
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.models import Organisation, OrganisationKind, Role, User
from people.models.qualification import day_of
from tests import cast
from tests.cast import NOW, SETUP
from tests.materials import stock
from tests.passwords import PASSWORD
from tests.qualifying import qualify
from tests.signing import attested

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEP = StepDraft(Decimal(30), Decimal(35), 48, 72)
IN_OPERATION = Occupancy.IN_OPERATION


def microbiologist(name: str = "lwouters") -> User:
    found = User.objects.filter(username=name).first()
    if found is not None:
        return found
    user = register_user(
        username=name, display_name="Lena Wouters", password=PASSWORD, by=SETUP, at=NOW
    )
    give_role(
        user=user, role=Role.objects.get(code="microbiologist"), by=SETUP, at=cast.FOUNDED,
        organisation=Organisation.objects.get(kind=OrganisationKind.FACILITY),
    )  # fmt: skip
    return user


def adopted(
    source: LimitSource = LimitSource.ANNEX_1_2022,
    at: datetime = NOW - 90 * DAY,
    **more: Any,
) -> LimitSet:
    """In force from the day of `at`: drafted by the manager, signed by QA."""
    quality = stock.user("mlindqvist")
    drafted = draft_limit_set(
        source=source, reason="As agreed", by=stock.user("nbakker"), at=at, **more
    )
    known = attested(quality, drafted, Meaning.APPROVED, at)
    return adopt_limit_set(
        limit_set=drafted, effective_on=day_of(at), by=quality, at=at, attested=known
    )


def level(
    where: Any, upper: str, parameter: Parameter = Parameter.CONTACT_CFU,
    kind: LevelKind = LevelKind.ALERT, at: datetime = NOW - 80 * DAY, **more: Any,
) -> Level:  # fmt: skip
    aim = Aim(kind=kind, parameter=parameter, occupancy=IN_OPERATION, where=where)
    return set_level(
        aim=aim, lower=more.get("lower"), upper=Decimal(upper), reason="From two years of data",
        by=stock.user("mlindqvist"), at=at,
    )  # fmt: skip


def room(code: str = "CR05", grade: Grade = Grade.C) -> Room:
    return Room.objects.filter(code=code).first() or cast.make_room(code, grade)


def site(
    kind: SampleKind = SampleKind.CONTACT, code: str = "CR05-C1", of: Room | None = None,
    zone: Any = None,
) -> Site:  # fmt: skip
    volume = Decimal(1000) if kind.has_volume else None
    details = SiteDetails(name=f"Beside {code}", zone=zone, x=10, y=10, volume_l=volume)
    return define_site(
        room=of or room(), code=code, kind=kind, details=details, by=stock.user("nbakker"), at=NOW
    )


def grade_a_site(kind: SampleKind = SampleKind.SETTLE, code: str = "CR01-S1") -> Site:
    """In a grade A zone of a grade B room."""
    background = room("CR01", Grade.B)
    zone = background.zones.first() or define_zone(
        room=background, code="CR01-A", details=ZoneDetails(name="Cabinet", grade=Grade.A),
        by=SETUP, at=NOW,
    )  # fmt: skip
    return site(kind, code, background, zone)


def plan(
    *sites: Site, code: str = "", purpose: Purpose = Purpose.MONITORING,
    steps: tuple[StepDraft, ...] = (STEP,),
) -> SamplingPlan:  # fmt: skip
    of = sites[0].room
    return define_plan(
        room=of, code=code or f"{of.code}-OP", occupancy=IN_OPERATION, purpose=purpose,
        details=PlanDetails(name="In operation", every_days=7, sites=sites), steps=steps,
        by=stock.user("nbakker"), at=NOW,
    )  # fmt: skip


def medium() -> Container:
    """A released pack with plates enough for every test."""
    found = Container.objects.filter(lot__material__code="TSA-90").first()
    if found is not None:
        return found
    plates = stock.material("TSA-90", kind=MaterialKind.CONSUMABLE, unit="{plate}")
    return stock.in_stock(plates, each="500")


def incubator() -> Equipment:
    """Qualified since two months before the tests' day."""
    return device("INC-77", EquipmentKind.INCUBATOR)


def device(code: str, kind: EquipmentKind, room: str = "QC1") -> Equipment:
    """Qualified and calibrated since two months before the tests' day."""
    found = Equipment.objects.filter(code=code).first()
    if found is None:
        found = cast.make_device(code, room, kind)
        qualify(found, NOW - 60 * DAY)
    return found


def sampler(of: Sample) -> Equipment | None:
    """One that may take the sample."""
    kind = of.way.sampler
    return device(f"{kind.value[:3]}-77", kind) if kind else None


def probe() -> Equipment:
    return device("PRB-77", EquipmentKind.OTHER)


def begun(of: SamplingPlan, at: datetime = NOW, by: str = "aowusu") -> Round:
    return begin_round(plan=of, by=stock.user(by), at=at)


def taken(sample: Sample, at: datetime = NOW, by: str = "aowusu", hours: int = 1) -> Sample:
    """Scanned, and closed after some hours where it is exposed."""
    person = stock.user(by)
    pack = medium() if sample.way.is_plate else None
    placed = place_sample(
        sample=sample, plate=f"PL-{sample}" if pack else "", container=pack,
        sampler=sampler(sample), by=person, at=at,
    )  # fmt: skip
    if placed.way.is_exposed:
        return end_exposure(sample=placed, by=person, at=at + hours * HOUR)
    return placed


def finished(of: SamplingPlan, at: datetime = NOW, by: str = "aowusu") -> Round:
    """Every sample taken, the round finished."""
    around = begun(of, at, by)
    for sample in around.samples.order_by("place"):
        taken(sample, at, by)
    return finish_round(around=around, by=stock.user(by), at=at + 2 * HOUR)


def incubated(of: SamplingPlan, at: datetime = NOW, by: str = "aowusu") -> Round:
    """And incubated as planned: its plates wait to be counted."""
    around, person = finished(of, at, by), microbiologist()
    into = at + 3 * HOUR
    for step in of.steps.all():
        put = begin_incubation(
            around=around, step=step, incubator=incubator(), celsius=Decimal("32.5"), by=person,
            at=into,
        )  # fmt: skip
        end_incubation(incubation=put, celsius=Decimal("32.4"), by=person, at=into + 60 * HOUR)
        into += 61 * HOUR
    return around


def counted(
    around: Round, *numbers: int, by: str = "trieger", at: datetime | None = None
) -> CountSheet:
    """What was read of its samples in their order, of each parameter in turn."""
    samples = list(around.samples.order_by("place"))
    wanted = [(one, parameter) for one in samples for parameter in one.way.parameters]
    read = tuple(
        Read(sample, parameter, number)
        for (sample, parameter), number in zip(wanted, numbers, strict=True)
    )
    return count_plates(read=read, by=stock.user(by), at=at or around.begun_at + 4 * DAY)
