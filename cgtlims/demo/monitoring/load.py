"""Monitoring of the demo facility, made by the commands that people use."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from cgtlims.demo.monitoring.levels import make_levels
from cgtlims.demo.monitoring.rounds import DAY, HOUR, INCUBATORS, MINUTE, STORY_ROOM, Diary
from cgtlims.demo.monitoring.samplers import sampler_of
from cgtlims.demo.monitoring.sites import make_sites
from cgtlims.demo.pen import Pen
from cleanrooms.models import Equipment
from integrity.signatures.meanings import Meaning
from materials.commands.orders import order_material
from materials.commands.receipt import receive_lot
from materials.commands.release import release_lot
from materials.delivery import Delivery
from materials.models import ApprovedSource, Container
from monitoring.commands.counts import count_plates
from monitoring.commands.excursions import acknowledge_excursion
from monitoring.commands.incubations import begin_incubation, end_incubation
from monitoring.commands.isolates import identify_isolate, pick_isolate
from monitoring.commands.rounds import begin_round, close_round, finish_round
from monitoring.commands.samples import end_exposure, place_sample
from monitoring.counting import Read
from monitoring.models import (
    Excursion,
    ExcursionClass,
    Incubation,
    Round,
    RoundState,
    Sample,
    SampleKind,
    SamplingPlan,
)
from people.models import User
from people.models.qualification import day_of

PLATES, LOT = "PLT-90", "SP-4410"
PACKS, IN_PACK = 16, Decimal(120)
SPECIES = ("Staphylococcus capitis", "Micrococcus luteus", "Bacillus cereus")
RUNNING = "CR06-OP"


def make_sampling(
    users: dict[str, User], pen: Pen, founded: datetime, now: datetime
) -> list[Container]:
    """Levels, sites, plans and packs of plates, before anybody leaves a room."""
    make_levels(users, pen, founded, now)
    make_sites(users["nbakker"], founded + timedelta(days=20))
    return deliver(users, pen, now - 100 * DAY)


def make_monitoring(users: dict[str, User], packs: list[Container], now: datetime) -> None:
    diary = Diary(users, now, packs)
    diary.all()
    for around in Round.objects.filter(of_exits=True, state=RoundState.TAKEN):
        grow(around, users, now)
    identify(users, now)
    review(users, now)
    run_now(users, diary, now)


def deliver(users: dict[str, User], pen: Pen, at: datetime) -> list[Container]:
    """Settle and contact plates in packs, released by QA."""
    source = ApprovedSource.objects.filter(material__code=PLATES).first()
    if source is None:
        raise LookupError(f"{PLATES} has no source.")
    order = order_material(
        source=source, number=f"PO-{at:%y}-EM", quantity=PACKS * IN_PACK, by=users["lvandam"],
        at=at - 12 * DAY,
    )  # fmt: skip
    delivery = Delivery(
        source=source, order=order, supplier_lot=LOT, containers=PACKS, each=IN_PACK,
        expires_on=day_of(at + timedelta(days=400)), coldest=source.material.coldest,
        warmest=source.material.warmest,
    )  # fmt: skip
    lot = receive_lot(material=source.material, delivery=delivery, by=users["jvermaat"], at=at)
    quality = users["mlindqvist"]
    known = pen.attest(lot, Meaning.APPROVED, by=quality, at=at + DAY)
    lot = release_lot(
        lot=lot, certificate=f"CoA {LOT}", assessment="", by=quality, at=at + DAY, attested=known
    )
    return list(lot.containers.order_by("code"))


def identify(users: dict[str, User], now: datetime) -> None:
    """What grew in grade A and B; in the story it is the same on the person and in the room."""
    grown = Sample.objects.filter(grade__in="AB", counted__gt=0).select_related(
        "round__room", "site", "person"
    )
    person = users["lwouters"]
    for place, sample in enumerate(grown.order_by("taken_at", "plate")):
        at = sample.taken_at + 8 * DAY if sample.taken_at else now
        if at > now:
            continue
        is_story = sample.round.room.code == STORY_ROOM and (sample.counted or 0) > 1
        species = SPECIES[0] if is_story else SPECIES[place % len(SPECIES)]
        isolate = pick_isolate(sample=sample, look="White, round, smooth", by=person, at=at)
        if place % 9 != 8 or is_story:  # some are at the laboratory still
            identify_isolate(
                isolate=isolate, species=species, method="MALDI-TOF", by=person, at=at + HOUR
            )


def review(users: dict[str, User], now: datetime) -> None:
    """Older excursions are acknowledged, complete rounds closed by QA."""
    for one in Excursion.objects.filter(raised_at__lt=now - 6 * DAY):
        words = "Cleaned with a sporicide; sampled again" if one.kind == ExcursionClass.ACTION \
            else "Looked at with the cleaning records; goes on being watched"  # fmt: skip
        acknowledge_excursion(
            excursion=one, comment=words, by=users["kadler"], at=one.raised_at + 2 * HOUR
        )
    for around in Round.objects.filter(state="TAKEN", begun_at__lt=now - 25 * DAY):
        waiting = around.samples.filter(grade__in="AB", counted__gt=0)
        if not waiting.exclude(isolates__species__gt="").exists():
            close_round(around=around, by=users["mlindqvist"], at=around.begun_at + 20 * DAY)


def run_now(users: dict[str, User], diary: Diary, now: datetime) -> None:
    """One round goes on, one waits for the incubator, one is in it, one waits to be counted."""
    operator, person = users["aowusu"], users["lwouters"]
    waiting, heated, done = (
        walked(code, diary, operator, now - days * DAY)
        for code, days in (("CR05-OP", 1), ("CR04-OP", 2), ("CR12-OP", 9))
    )
    put_in(heated, 1, person, now - 2 * DAY + 4 * HOUR)
    for place, hours in ((1, 96), (2, 60)):
        into = done.begun_at + (4 if place == 1 else 102) * HOUR
        inside = put_in(done, place, person, into)
        celsius = inside.begun_celsius
        end_incubation(incubation=inside, celsius=celsius, by=person, at=into + hours * HOUR)
    around = begin_round(
        plan=SamplingPlan.objects.get(code=RUNNING), by=operator, at=now - 40 * MINUTE
    )
    for place, sample in enumerate(around.samples.order_by("place")[:3], start=1):
        take(sample, diary, operator, around.begun_at + place * 4 * MINUTE)
    if waiting.state != RoundState.TAKEN:
        raise RuntimeError("The round of yesterday was not finished.")


def walked(code: str, diary: Diary, by: User, begun: datetime) -> Round:
    """A round of the demo that is taken to its end, plate by plate."""
    around = begin_round(plan=SamplingPlan.objects.get(code=code), by=by, at=begun)
    for place, sample in enumerate(around.samples.order_by("place"), start=1):
        placed = take(sample, diary, by, begun + place * 4 * MINUTE)
        if placed.exposed_at is not None:
            long = 3 * HOUR if placed.kind == SampleKind.SETTLE else 10 * MINUTE
            end_exposure(sample=placed, by=by, at=placed.exposed_at + long)
    return finish_round(around=around, by=by, at=begun + 4 * HOUR)


def take(sample: Sample, diary: Diary, by: User, at: datetime) -> Sample:
    return place_sample(
        sample=sample, plate=diary.plate(), container=diary.pack(1),
        sampler=sampler_of(sample.site), by=by, at=at,
    )  # fmt: skip


def grow(around: Round, users: dict[str, User], now: datetime) -> None:
    """The prints of an exit go through their incubation so far, and nothing grew on them."""
    person, into = users["lwouters"], around.begun_at + 10 * HOUR
    for place, hours in ((1, 96), (2, 60)):
        if into > now:
            return
        inside, out = put_in(around, place, person, into), into + hours * HOUR
        if out > now:
            return
        end_incubation(incubation=inside, celsius=inside.begun_celsius, by=person, at=out)
        into = out + HOUR
    read = tuple(
        Read(sample, parameter, 0)
        for sample in around.samples.all() for parameter in sample.way.parameters
    )  # fmt: skip
    for by in (person, users["trieger"]):
        count_plates(read=read, by=by, at=min(into, now))


def put_in(around: Round, place: int, by: User, at: datetime) -> Incubation:
    step = around.plan.steps.get(place=place)
    device = Equipment.objects.get(code=INCUBATORS[place - 1])
    celsius = step.coldest + Decimal("2.4")
    return begin_incubation(
        around=around, step=step, incubator=device, celsius=celsius, by=by, at=at
    )
