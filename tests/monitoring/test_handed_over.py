"""A shift hands over what monitoring leaves open in its room, beside what the room itself does."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cleanrooms.models import EquipmentKind, EquipmentUse, Handover, Room
from monitoring.models import LevelKind, SampleKind
from tests import cast
from tests.cast import NOW
from tests.cleanrooms.bench import tap
from tests.deeds import made
from tests.materials import stock
from tests.monitoring import ground, sensors
from tests.monitoring.sensors import MINUTE


def handed_over(client: Any, code: str = "CR05", **said: Any) -> list[str]:
    tap(client, "handover-new", code, text="", **said)
    return Handover.objects.get(room__code=code).open_items


def in_use(room: Room) -> None:
    device = cast.make_device("INC-03", room.code, EquipmentKind.INCUBATOR)
    made(
        EquipmentUse, equipment=device, room=room, purpose="Expansion", is_shared=True,
        began_at=NOW, began_by=stock.user("aowusu"),
    )  # fmt: skip


def test_what_lies_open_runs_or_goes_on_is_signed_with_the_handover(
    people: Any, browse: Any
) -> None:
    sites = ground.site(SampleKind.SETTLE, "CR05-S1"), ground.site()
    around = ground.begun(ground.plan(*sites))
    open_plate = around.samples.get(place=1)
    ground.place_sample(
        sample=open_plate, plate="PL-7", container=ground.medium(), by=stock.user("aowusu"),
        at=NOW,
    )  # fmt: skip
    room = around.room
    sensors.bounds(room, LevelKind.ACTION, "18", "24")
    channel = sensors.channel(room)
    sent = sensors.batch(channel, NOW, "20", "24.5", "25")
    sensors.followed(channel, sent, NOW + 4 * MINUTE)
    in_use(room)
    lines = handed_over(browse("jvermaat"), unsent="2")
    told = "\n".join(lines)
    assert "EMR-0001 goes on: 2 of 2 samples are left" in told
    assert "PL-7 at CR05-S1 lies open since" in told
    assert "to be changed by" in told
    assert "EXC-0001, Action: Temperature at CR05-T1 CR05 since" in told
    assert "INC-03 is in use for Expansion since" in told
    assert "2 entries of the tablet are not sent" in told
    assert Handover.objects.get().signed_content()["open"] == lines


def test_what_is_open_elsewhere_is_not_handed_over(people: Any, browse: Any) -> None:
    ground.begun(ground.plan(ground.site()))
    cast.make_room("CR06")
    client = browse("jvermaat")
    lines = handed_over(client, "CR06", unsent="")
    assert not any("goes on" in line or "not sent" in line for line in lines)
    page = client.get(reverse("handover-new", args=["CR05"])).text
    assert "EMR-0001 goes on" in page
    assert "data-unsent-count" in page
