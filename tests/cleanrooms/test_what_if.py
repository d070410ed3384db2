"""What-if: every lot, container and person at a place in a period, and what was made of them."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest

from cleanrooms.commands.equipment import take_out_of_service
from cleanrooms.commands.zones import end_zone
from cleanrooms.models import EquipmentKind, Exposure, Room
from materials.commands.holds import place_hold
from materials.models import Lot, Product
from people.models import User
from tests import cast
from tests.cast import NOW
from tests.cleanrooms import bench, exposed
from tests.cleanrooms.bench import text
from tests.cleanrooms.exposed import asked, found, there
from tests.materials import stock

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def room(people: dict[str, User]) -> Room:
    return cast.make_room("CR05")


@pytest.fixture
def product(people: dict[str, User]) -> Product:
    return bench.product("TIL")


@pytest.fixture
def lots(product: Product, people: dict[str, User]) -> list[Lot]:
    return [bench.lot(f"TIL-{n}", product, people) for n in range(1, 6)]


def test_what_touched_the_period_at_any_moment_was_there(room: Room, lots: list[Lot]) -> None:
    """Until its first moment, from its last one on, for one moment, or without an end."""
    until = NOW + HOUR
    there(room, NOW - HOUR, NOW, lot=lots[0])
    there(room, until, until + HOUR, lot=lots[1])
    there(room, NOW + SECOND, NOW + SECOND, lot=lots[2])
    there(room, NOW - 9 * HOUR, None, lot=lots[3])
    there(room, NOW - 2 * HOUR, NOW - SECOND, lot=lots[4])
    there(room, until + SECOND, None, lot=lots[4])
    there(cast.make_room("CR06"), NOW, until, lot=lots[4])
    assert sorted(found("room:CR05", NOW, until)) == [f"LOT TIL-{n}" for n in (1, 2, 3, 4)]


def test_a_room_includes_what_is_in_it_and_a_zone_or_device_only_itself(
    room: Room, lots: list[Lot], people: dict[str, User]
) -> None:
    joris, ama = people["jvermaat"], people["aowusu"]
    cabinet, zone = exposed.cabinet(room)
    incubator = cast.make_device("INC-01", "CR05", EquipmentKind.INCUBATOR)
    span = (NOW, NOW + HOUR)
    there(room, *span, lot=lots[0])
    there(room, *span, lot=lots[1], equipment=cabinet, zone=zone)
    there(room, *span, lot=lots[2], equipment=cabinet)  # before the zone was defined
    there(room, *span, lot=lots[3], equipment=incubator, is_open=False)
    there(room, *span, person=joris, is_open=False)
    there(room, NOW + 2 * HOUR, NOW + 3 * HOUR, person=ama, is_open=False)
    day = (NOW - HOUR, NOW + 5 * HOUR)
    both = ["PERSON aowusu", "PERSON jvermaat"]
    assert sorted(found("room:CR05", *day)) == [*(f"LOT TIL-{n}" for n in (1, 2, 3, 4)), *both]
    assert sorted(found("zone:CR05-A", *day)) == [*(f"LOT TIL-{n}" for n in (1, 2, 3)), *both]
    assert sorted(found("device:BSC-01", *day)) == ["LOT TIL-2", "LOT TIL-3", "PERSON jvermaat"]
    assert sorted(found("device:INC-01", *day)) == ["LOT TIL-4", "PERSON jvermaat"]


def test_of_places_that_are_closed_now_it_is_asked_all_the_same(
    browse: Any, room: Room, lots: list[Lot], people: dict[str, User]
) -> None:
    """Where a device stood then counts, not where it stands."""
    noor = people["nbakker"]
    cabinet, zone = exposed.cabinet(room)
    there(room, NOW, NOW + HOUR, lot=lots[0], equipment=cabinet, zone=zone)
    end_zone(zone=zone, reason="Cabinet goes", by=noor, at=NOW + 2 * HOUR)
    take_out_of_service(equipment=cabinet, reason="Old", by=noor, at=NOW + 2 * HOUR)
    client = browse("mlindqvist")
    assert "CR05-A Working area (ended)" in text(client.get("/board/what-if/"))
    for where in ("zone:CR05-A", "device:BSC-01", "room:CR05"):
        assert "TIL-1" in text(client.get(asked(where, NOW, NOW + HOUR)))


def test_containers_and_all_that_was_made_of_them_since(
    room: Room, product: Product, people: dict[str, User]
) -> None:
    """Not what was made of it before it was there, nor the other container of its lot."""
    cells = stock.in_stock(stock.material("CELL-01", unit="{vial}"), each="9", containers=2)
    before = exposed.made_of(cells, product, NOW + HOUR)
    there(room, NOW + 2 * HOUR, NOW + 3 * HOUR, container=cells)
    child = exposed.made_of(cells, product, NOW + 4 * HOUR)
    grandchild = exposed.made_of(
        stock.release(child, NOW + 4 * HOUR).containers.get(), product, NOW + 5 * HOUR
    )
    lines = found("room:CR05", NOW + 2 * HOUR, NOW + 3 * HOUR)
    assert lines[:2] == [f"LOT {cells.lot}", f"CONTAINER {cells}"]
    assert lines[2:] == [
        f"MADE_LOT {child}", f"MADE_LOT {grandchild}",
        f"MADE {child.containers.get()}", f"MADE {grandchild.containers.get()}",
    ]  # fmt: skip
    assert str(before) not in " ".join(lines)


def test_a_batch_is_followed_to_its_lots_and_to_what_was_handed_out_for_it(
    browse: Any, room: Room, small_batch: Any, people: dict[str, User]
) -> None:
    of, number = small_batch.master.product, small_batch.number
    there(room, NOW + HOUR, NOW + 2 * HOUR, number=number)
    client = browse("mlindqvist")
    page = asked("room:CR05", NOW, NOW + 3 * HOUR)
    assert number in text(client.get(page))
    cells = stock.in_stock(stock.material("CELL-01", unit="{vial}"), each="9")
    later = stock.in_stock(stock.material("MED-01"), each="9")
    exposed.used(later, number, NOW + 9 * HOUR)
    made = exposed.made_of(cells, of, NOW + HOUR, purpose=number)
    lines = found("room:CR05", NOW, NOW + 3 * HOUR)
    assert f"LOT {made}" in lines
    assert f"CONTAINER {made.containers.get()}" in lines
    assert f"CONTAINER {cells}" in lines
    assert f"CONTAINER {later}" not in lines
    shown = text(client.get(f"/stock/lots/{made.number}/"))
    assert "Where it was exposed Where Handled From Until CR05 Open" in shown


def test_who_may_ask_and_who_is_told_of_nothing(browse: Any, room: Room, lots: list[Lot]) -> None:
    there(room, NOW, NOW + HOUR, lot=lots[0])
    page = asked("room:CR05", NOW, NOW + HOUR)
    for who in ("mlindqvist", "nbakker"):
        shown = browse(who).get(page)
        assert (shown.status_code, "TIL-1" in text(shown)) == (200, True)
    assert browse("jvermaat").get(page).status_code == 403
    assert browse("pnorth").get(page).status_code in {403, 404}
    links = "What was exposed here"
    assert links in text(browse("nbakker").get("/board/rooms/CR05/"))
    assert links not in text(browse("jvermaat").get("/board/rooms/CR05/"))


def test_the_answer_as_a_table_that_sorts_and_as_a_file(
    browse: Any, room: Room, lots: list[Lot], people: dict[str, User]
) -> None:
    there(room, NOW - HOUR, NOW + HOUR, lot=lots[1])
    there(room, NOW, None, lot=lots[0], is_open=False)
    there(room, NOW, NOW + HOUR, person=people["jvermaat"], is_open=False)
    place_hold(on=lots[1], reason="Odd", by=people["mlindqvist"], at=NOW)
    client = browse("mlindqvist")
    page = asked("room:CR05", NOW, sort="-code")
    shown = text(client.get(page))
    assert shown.index("TIL-2 Lot") < shown.index("TIL-1 Lot")
    assert "On hold Quarantine Open CR05" in shown
    assert "Quarantine Closed CR05 2 Nov 09:00 goes on" in shown
    assert "Lots 2 Containers 0 Persons 1" in shown
    sent = client.get(f"{page}&file=csv")
    assert sent["Content-Disposition"].startswith('attachment; filename="what-if-CR05-2026')
    head, *lines = csv.reader(StringIO(sent.content.decode("utf-8-sig")))
    assert head[0] == "kind"
    assert [line[1] for line in lines] == ["jvermaat", "TIL-2", "TIL-1"]
    assert lines[1][3:] == [
        "Quarantine", "yes", "Open", "CR05", "2026-11-02T08:00:00Z", "2026-11-02T09:00:00Z",
    ]  # fmt: skip
    assert lines[2][-1] == ""


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"until": NOW - HOUR}, "It ends before it begins."),
        ({"since": NOW + timedelta(days=9000)}, "This is still to come."),
        ({"where": "room:CR99"}, "Select a valid choice."),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    browse: Any, room: Room, sent: dict[str, Any], said: str
) -> None:
    given: dict[str, Any] = {"where": "room:CR05", "since": NOW, **sent}
    answer = browse("mlindqvist").get(asked(**given))
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert Exposure.objects.count() == 0


def test_an_answer_costs_as_many_queries_for_many_lots_as_for_one(
    browse: Any, room: Room, product: Product, people: dict[str, User],
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    def add(code: str) -> None:
        cells = stock.in_stock(stock.material(code, unit="{vial}"), each="9")
        there(room, NOW, NOW + HOUR, lot=cells.lot)
        exposed.made_of(cells, product, NOW + HOUR)

    add("CELL-01")
    with django_assert_num_queries(10):
        assert len(found("room:CR05", NOW, NOW + HOUR)) == 4
    for n in range(2, 6):
        add(f"CELL-0{n}")
    with django_assert_num_queries(10):
        assert len(found("room:CR05", NOW, NOW + HOUR)) == 20
