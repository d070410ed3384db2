"""What is beyond a level stands on the board and on the page of its room until it is seen to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from monitoring.commands.excursions import acknowledge_excursion
from monitoring.models import Channel, Excursion, LevelKind
from people.models import Role
from tests import cast
from tests.cast import NOW
from tests.cleanrooms.test_board import says
from tests.deeds import changed
from tests.materials import stock
from tests.monitoring import sensors
from tests.monitoring.sensors import MINUTE

AT = NOW + timedelta(hours=2)


def watched() -> Channel:
    room = cast.make_room()
    sensors.bounds(room, LevelKind.ACTION, "18", "24")
    sensors.bounds(room, LevelKind.ALERT, "19", "23")
    return sensors.channel(room)


def too_warm(channel: Channel, *values: str) -> Excursion:
    sent = sensors.batch(channel, AT, *values)
    return sensors.followed(channel, sent, AT + 4 * MINUTE)[0]


def acknowledged(one: Excursion) -> None:
    acknowledge_excursion(
        excursion=one, comment="The door was open", by=stock.user("kadler"), at=AT + 5 * MINUTE
    )


def test_an_excursion_stands_on_the_board_until_it_is_acknowledged(
    people: Any, browse: Any
) -> None:
    channel, manager = watched(), browse("nbakker")
    code = channel.room.code
    assert "Temperature" not in says(manager.get("/board/").text, code)
    found = too_warm(channel, "20", "23.5", "24.5", "22", "20")
    assert "Action: Temperature" in says(manager.get("/board/").text, code)
    page = manager.get(f"/board/rooms/{code}/").text
    assert f'href="/monitoring/excursions/{found.number}/"' in page
    acknowledged(found)
    assert "Temperature" not in says(manager.get("/board/").text, code)


def test_what_goes_on_stands_there_though_it_is_acknowledged(people: Any, browse: Any) -> None:
    channel = watched()
    acknowledged(too_warm(channel, "20", "20", "23.5", "23.6", "23.5"))
    assert "Alert: Temperature" in says(browse("nbakker").get("/board/").text, channel.room.code)


def test_who_may_not_read_what_is_monitored_is_told_no_alarm(people: Any, browse: Any) -> None:
    channel = watched()
    too_warm(channel, "20", "23.5", "24.5", "22", "20")
    role = Role.objects.get(code="facility-manager")
    changed(role, permissions=[one for one in role.permissions if one != "monitoring.view"])
    assert "Temperature" not in says(browse("nbakker").get("/board/").text, channel.room.code)
