"""What an excursion puts in doubt, and which excursions met a lot."""

from __future__ import annotations

from typing import Any

import pytest

from cleanrooms.models import Equipment, EquipmentKind, Room
from materials.models import Lot
from monitoring.exposed import doubt_of, excursions_met
from monitoring.models import Excursion, LevelKind
from people.models import User
from quality.subjects import subject_of, touched_by
from tests import cast
from tests.cast import NOW
from tests.cleanrooms import bench
from tests.cleanrooms.bench import text
from tests.cleanrooms.exposed import there
from tests.deeds import changed
from tests.monitoring import ground, sensors
from tests.monitoring.ground import DAY, HOUR

EXCURSION = Excursion._meta.label_lower


@pytest.fixture
def lots(people: dict[str, User]) -> list[Lot]:
    product = bench.product("TIL")
    return [bench.lot(f"TIL-{n}", product, people) for n in range(1, 5)]


@pytest.fixture
def room(people: dict[str, User]) -> Room:
    return ground.room()


def beyond(good_at: Any = None) -> Excursion:
    """A contact plate of NOW beyond its action limit, after a good one where that is said."""
    ground.adopted()
    plan = ground.plan(ground.site())
    if good_at is not None:
        ground.counted(ground.incubated(plan, good_at), 3, at=NOW + 4 * DAY)
    ground.counted(ground.incubated(plan), 27)
    return Excursion.objects.get()


def test_what_was_there_since_the_last_good_sample_is_in_doubt(
    browse: Any, room: Room, lots: list[Lot]
) -> None:
    """From then until the bad one was taken; the deviation takes it over."""
    before, within, after, zoned = lots
    good = NOW - 7 * DAY
    there(room, good - 2 * HOUR, good - HOUR, lot=before)
    there(room, good + DAY, good + DAY + HOUR, lot=within)
    there(room, NOW + DAY, NOW + 2 * DAY, lot=after)
    there(room, NOW - HOUR, None, lot=zoned, is_open=False)
    excursion = beyond(good)
    assert doubt_of(excursion, NOW + 9 * DAY) == (good, NOW)
    subject = subject_of(EXCURSION, excursion.pk)
    assert subject is not None
    touched = {one.label for one in touched_by(subject, NOW, NOW)}
    assert touched == {"TIL-2", "TIL-4"}
    shown = text(browse("mlindqvist").get(f"/monitoring/excursions/{excursion.number}/"))
    assert "In doubt since" in shown
    assert "TIL-2" in shown
    assert "TIL-1" not in shown
    assert "TIL-3" not in shown
    assert "All of it" in shown
    assert "All of it" not in text(
        browse("aowusu").get(f"/monitoring/excursions/{excursion.number}/")
    )
    page = text(browse("mlindqvist").get("/quality/deviations/"))
    assert excursion.deviation is not None
    assert str(excursion.deviation) in page


def test_without_a_good_sample_before_all_that_was_ever_there_is_in_doubt(
    browse: Any, room: Room, lots: list[Lot]
) -> None:
    there(room, NOW - 200 * DAY, NOW - 199 * DAY, lot=lots[0])
    excursion = beyond()
    assert doubt_of(excursion, NOW) == (None, NOW)
    client = browse("mlindqvist")
    shown = client.get(f"/monitoring/excursions/{excursion.number}/")
    assert "ever: no good sample before" in text(shown)
    assert "TIL-1" in text(shown)
    full = client.get(shown.context["what_if"])
    assert (full.status_code, "TIL-1" in text(full)) == (200, True)


def test_a_lot_shows_where_it_was_and_the_excursions_that_met_it(
    browse: Any, room: Room, lots: list[Lot]
) -> None:
    """Nobody outside sees either."""
    met, missed = (changed(lot, owner=lot.product.sponsor) for lot in lots[:2])
    there(room, NOW - HOUR, NOW + HOUR, lot=met)
    there(cast.make_room("CR06"), NOW - HOUR, NOW + HOUR, lot=missed)
    excursion = beyond(NOW - DAY)
    client = browse("mlindqvist")
    shown = text(client.get("/stock/lots/TIL-1/"))
    heads = "Excursion Where Peak In doubt since Until State"
    assert f"Excursions that met it {heads} {excursion}" in shown
    assert "Where it was exposed Where Handled From Until CR05 Open" in shown
    other = text(client.get("/stock/lots/TIL-2/"))
    assert "None was where and when it was exposed" in other
    assert str(excursion) not in other
    outside = browse("pnorth").get("/stock/lots/TIL-1/")
    assert outside.status_code == 200
    assert "exposed" not in text(outside)
    assert str(excursion) not in text(outside)


def test_an_excursion_of_a_zone_meets_what_was_in_it_and_not_another_device(
    people: dict[str, User], lots: list[Lot]
) -> None:
    site = ground.grade_a_site()
    incubator = cast.make_device("INC-01", "CR01", EquipmentKind.INCUBATOR)
    assert isinstance(incubator, Equipment)
    room, span = site.room, (NOW - HOUR, NOW + 2 * HOUR)
    there(room, *span, lot=lots[0], zone=site.zone)
    there(room, *span, lot=lots[1])
    there(room, *span, lot=lots[2], equipment=incubator)
    ground.adopted()
    ground.counted(ground.incubated(ground.plan(site)), 1)
    met = [lot.number for lot in lots if excursions_met(lot, NOW + DAY).exists()]
    assert met == ["TIL-1", "TIL-2"]
    excursion = Excursion.objects.earliest("number")
    subject = subject_of(EXCURSION, excursion.pk)
    assert subject is not None
    assert {one.label for one in touched_by(subject, NOW, NOW)} == {"TIL-1", "TIL-2"}


def test_an_excursion_of_a_device_meets_what_was_in_it_alone(
    browse: Any, people: dict[str, User], lots: list[Lot]
) -> None:
    """An incubator that grew warm says nothing of what lay beside it in the room."""
    incubator = cast.make_device("INC-01", "CR05", EquipmentKind.INCUBATOR)
    assert isinstance(incubator, Equipment)
    room, span = incubator.room, (NOW - HOUR, NOW + 2 * HOUR)
    there(room, *span, lot=lots[0], equipment=incubator)
    there(room, *span, lot=lots[1])
    channel = sensors.channel(room, "INC-01-T", equipment=incubator)
    sensors.bounds(channel, LevelKind.ACTION, "", "38")
    sensors.bounds(channel, LevelKind.ALERT, "", "37.5")
    hot = sensors.batch(channel, NOW, "37", "39", "39", "37")
    excursion = next(
        one for one in sensors.followed(channel, hot, NOW + HOUR) if one.kind == "ACTION"
    )
    met = [lot.number for lot in lots if excursions_met(lot, NOW + DAY).exists()]
    assert met == ["TIL-1"]
    subject = subject_of(EXCURSION, excursion.pk)
    assert subject is not None
    assert {one.label for one in touched_by(subject, NOW, NOW)} == {"TIL-1"}
    shown = text(browse("mlindqvist").get(f"/monitoring/excursions/{excursion.number}/"))
    assert "The device, and who was in the room while something was in it." in shown
    assert "TIL-2" not in shown


def test_a_batch_that_was_there_under_its_number_is_touched(room: Room, small_batch: Any) -> None:
    there(room, NOW - HOUR, NOW + HOUR, number=small_batch.number)
    excursion = beyond(NOW - DAY)
    subject = subject_of(EXCURSION, excursion.pk)
    assert subject is not None
    assert small_batch.number in {one.label for one in touched_by(subject, NOW, NOW)}
