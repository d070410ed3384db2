"""Who leaves grade A or B has prints due, and only their plates meet the demand."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cleanrooms.models import Grade, PlateDemand, Presence
from monitoring.commands.plans import end_plan
from monitoring.gates.rounds import begin_blockers
from monitoring.models import Round, Sample, SamplingPlan
from monitoring.plans_due import with_due
from people.models import User
from tests.cleanrooms import bench
from tests.cleanrooms.bench import tap, text
from tests.deeds import made
from tests.monitoring import ground
from tests.monitoring.sent import form

TABLET = "/board/rooms/CR01/tablet/"


@pytest.fixture
def operator(browse: Any, people: dict[str, User]) -> Client:
    """Joris Vermaat, qualified for grade B, at the door of CR01."""
    ground.room("CR01", Grade.B)
    bench.qualify_for_b(people["jvermaat"], people)
    client: Client = browse("jvermaat")
    return client


@pytest.fixture
def planned(operator: Client) -> SamplingPlan:
    return ground.plan(ground.grade_a_site())


def left(client: Client) -> PlateDemand:
    tap(client, "room-enter", "CR01")
    tap(client, "presence-leave", Presence.objects.inside().get().pk)
    return PlateDemand.objects.open().latest("demanded_at")


def place(client: Client, sample: Sample, plate: str) -> Any:
    sent = {"plate": plate, "container": ground.medium().code, "pressed_at": ""}
    return tap(client, "env-sample-place", sample.round.number, sample.place, **sent)


@pytest.mark.urs("ANX1-9.25")
def test_the_prints_of_an_exit_are_due_and_meet_it_when_they_are_taken(
    operator: Client, planned: SamplingPlan
) -> None:
    demand = left(operator)
    prints = list(demand.prints.order_by("place"))
    assert [one.part for one in prints] == ["left glove", "right glove", "chest", "forearm"]
    assert {one.grade for one in prints} == {"B"}
    assert "Take them" in text(operator.get(TABLET))
    led = operator.get(reverse("plates-taken", args=[demand.pk]))
    assert led["Location"] == f"/monitoring/rounds/{prints[0].round.number}/#s-1"
    assert "left glove" in text(operator.get(led["Location"]))
    for number, one in enumerate(prints):
        refused = tap(operator, "room-enter", "CR01")
        assert "Joris Vermaat left CR01 without personnel plates." in text(refused)
        assert place(operator, one, f"PP-{number}").status_code == 302
    demand.refresh_from_db()
    assert demand.plates == "PP-0 PP-1 PP-2 PP-3"
    assert demand.met_by == ground.stock.user("jvermaat")
    assert tap(operator, "room-enter", "CR01").status_code == 302


@pytest.mark.urs("ANX1-9.25")
def test_words_that_are_no_plate_of_the_person_meet_no_demand(operator: Client) -> None:
    """Without a plan nothing is due by itself: plates of another round are named, if they fit."""
    demand = left(operator)
    assert operator.get(reverse("plates-taken", args=[demand.pk])).status_code == 200
    none = tap(operator, "plates-taken", demand.pk, plates=" ")
    assert (none.status_code, "A value is needed." in text(none)) == (422, True)
    refused = tap(operator, "plates-taken", demand.pk, plates="GP-1 GP-2")
    assert refused.status_code == 422
    assert "Plate GP-1 is no print of Joris Vermaat." in text(refused)
    around = ground.begun(ground.plan(ground.grade_a_site()))
    for whom in ("aowusu", "jvermaat"):
        person = ground.stock.user(whom)
        path = f"/monitoring/rounds/{around.number}/prints/"
        assert operator.post(path, form(person=person.pk)).status_code == 302
        for one in around.samples.filter(person=person, part__contains="glove"):
            place(operator, one, f"{whom[0]}{one.part[0]}")
    others = tap(operator, "plates-taken", demand.pk, plates="al ar")
    assert "Plate al is no print of Joris Vermaat." in text(others)
    half = tap(operator, "plates-taken", demand.pk, plates="jl")
    assert "No plate is a print of the right glove." in text(half)
    assert not PlateDemand.objects.exclude(met_at=None).exists()
    when = (demand.demanded_at - ground.HOUR).isoformat()
    early = tap(operator, "plates-taken", demand.pk, plates="JL jr", pressed_at=when)
    assert "Joris Vermaat left at" in text(early)
    assert tap(operator, "plates-taken", demand.pk, plates="JL jr").status_code == 302
    manager = ground.stock.user("nbakker")
    end_plan(plan=around.plan, reason="Planned anew", by=manager, at=ground.NOW)
    second = left(operator)
    again = tap(operator, "plates-taken", second.pk, plates="jl jr")
    assert "was not taken since Joris Vermaat went in." in text(again)


def test_a_plate_of_another_exit_meets_none(operator: Client, planned: SamplingPlan) -> None:
    demand = left(operator)
    for one in demand.prints.all():
        place(operator, one, f"PP-{one.place}")
    joris, now = ground.stock.user("jvermaat"), ground.NOW
    stay = made(
        Presence, room=demand.presence.room, person=joris, entered_at=now - ground.DAY,
        entered_by=joris, left_at=now, left_by=joris,
    )  # fmt: skip
    other = made(PlateDemand, presence=stay, demanded_at=now)
    refused = tap(operator, "plates-taken", other.pk, plates="PP-1 PP-2")
    assert "Plate PP-1 is that of another exit." in text(refused)


def test_a_glove_that_was_left_out_keeps_the_demand_open(
    operator: Client, planned: SamplingPlan
) -> None:
    """A part of the garment may be missing, said why; a glove may not."""
    first = left(operator)
    glove, other, chest, forearm = first.prints.order_by("place")
    page = tap(operator, "plates-taken", first.pk, plates="PP-1")
    assert "EMR-0001 waits for Joris Vermaat, left glove." in text(page)
    place(operator, glove, "PP-1")
    place(operator, other, "PP-2")
    place(operator, chest, "PP-3")
    tap(operator, "env-sample-skip", 1, forearm.place, reason="Sleeve torn", pressed_at="")
    first.refresh_from_db()
    assert first.plates == "PP-1 PP-2 PP-3"
    second = left(operator)
    for one in second.prints.all():
        tap(operator, "env-sample-skip", 1, one.place, reason="No medium", pressed_at="")
    second.refresh_from_db()
    assert second.met_at is None
    assert operator.get(reverse("plates-taken", args=[second.pk])).status_code == 200


def test_prints_at_exits_are_one_round_until_it_is_finished_and_no_walk_of_the_plan(
    operator: Client, planned: SamplingPlan
) -> None:
    for one in left(operator).prints.all():
        place(operator, one, f"PP-{one.place}")
    for one in left(operator).prints.all():
        place(operator, one, f"PP-{one.place}")
    around = Round.objects.get()
    assert (around.of_exits, around.samples.count()) == (True, 8)
    assert not begin_blockers(planned)
    assert with_due() == [(planned, None)]
    assert "Prints at exits" in text(operator.get("/monitoring/"))
    assert operator.post("/monitoring/rounds/1/finish/", form()).status_code == 302
    assert left(operator).prints.first().round.number == 2  # type: ignore[union-attr]
