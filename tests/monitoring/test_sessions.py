"""Work in grade A without continuous particle counts is incomplete (Annex 1 9.16)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from cleanrooms.models import Purpose, RoomUse, UseState, Zone
from integrity.models.record import new_id
from materials.models import Lot
from monitoring.channels.batch import ReadingBatch
from monitoring.channels.coverage import Period, uncovered
from monitoring.models import Channel, Parameter
from quality.models import Deviation
from tests.cast import NOW
from tests.cleanrooms import bench
from tests.deeds import changed, made
from tests.monitoring import ground, sensors
from tests.monitoring.sensors import MINUTE
from tests.monitoring.sent import HERE

HOUR = timedelta(hours=1)


@pytest.fixture
def zone(people: object) -> Zone:
    found = ground.grade_a_site().zone
    assert found is not None
    return found


@pytest.fixture
def session(zone: Zone, people: Any) -> RoomUse:
    """An hour of production in the room with the zone, a lot made in it."""
    lot = bench.lot("CART-1", bench.product("CART"), people)
    by = people["jvermaat"]
    use = made(
        RoomUse, room=zone.room, purpose=Purpose.PRODUCTION, number=lot.number, lot=lot,
        product=lot.product, prepared_at=NOW, prepared_by=by,
    )  # fmt: skip
    begun = {"begun_at": NOW, "begun_by": by, "share_group": new_id()}
    changed(use, state=UseState.RUNNING, **begun)
    return changed(use, state=UseState.ENDED, ended_at=NOW + HOUR, ended_by=by)


def counter(zone: Zone, parameter: Parameter) -> Channel:
    return sensors.channel(
        zone.room, f"CR01-{parameter[-2:]}", parameter=parameter, zone=zone, name="Counter"
    )


def counted(channel: Channel, since: datetime, minutes: int) -> None:
    """A count each minute, that many."""
    rows = [(channel.number, since + n * MINUTE, Decimal(n % 7)) for n in range(minutes)]
    sensors.ingest(ReadingBatch(rows), NOW + sensors.DAY)


def lot_page(browse: Any, lot: Lot) -> str:
    return str(bench.text(browse("mlindqvist").get(reverse("lot", args=[lot.number]))))


@pytest.mark.urs("ANX1-9.16")
def test_a_session_without_continuous_counts_keeps_its_lot_in_quarantine(
    browse: Any, zone: Zone, session: RoomUse
) -> None:
    """Refused: no channel, then a gap of ten minutes. Accepted: both sizes all the time."""
    assert session.lot is not None
    page = lot_page(browse, session.lot)
    assert "The session of CART-1 in CR01 is incomplete" in page
    assert "no channel is defined" in browse("nbakker").get(f"{HERE}sessions/").text
    small = counter(zone, Parameter.PARTICLES_05)
    large = counter(zone, Parameter.PARTICLES_5)
    counted(small, NOW - MINUTE, 62)
    counted(large, NOW - MINUTE, 30)
    counted(large, NOW + 39 * MINUTE, 22)
    page = lot_page(browse, session.lot)
    assert "no counts of Particles ≥ 5 µm at CR01-A" in page
    assert "1 gap" in browse("nbakker").get(f"{HERE}sessions/").text
    counted(large, NOW + 29 * MINUTE, 10)
    assert "is incomplete" not in lot_page(browse, session.lot)
    assert "Complete" in browse("nbakker").get(f"{HERE}sessions/").text
    part = browse("nbakker").get(f"{HERE}sessions/{session.pk}/").text
    assert "Counted all the time" in part


def test_a_closed_deviation_about_the_session_answers_it(
    browse: Any, session: RoomUse, people: Any
) -> None:
    about = made(
        Deviation, number="DEV-26-0099", title="Counter failed", description="Pump",
        occurred_at=NOW, found_at=NOW, raised_at=NOW, raised_by=people["nbakker"],
        subject_kind="cleanrooms.roomuse", subject_id=session.pk, subject_label="CART-1",
    )  # fmt: skip
    assert session.lot is not None
    assert "is incomplete" in lot_page(browse, session.lot)
    changed(about, state="CLOSED", closed_at=NOW, closed_by=people["mlindqvist"])
    assert "is incomplete" not in lot_page(browse, session.lot)


def test_what_another_counter_counted_meanwhile_is_known(zone: Zone) -> None:
    first = counter(zone, Parameter.PARTICLES_05)
    other = sensors.channel(
        zone.room, "CR01-B", parameter=Parameter.PARTICLES_05, zone=zone, name="Second"
    )
    counted(first, NOW, 10)
    counted(other, NOW + 8 * MINUTE, 10)
    until = NOW + 30 * MINUTE
    asked = [Period(of, NOW, until) for of in ([first], [first, other], [])]
    assert uncovered(asked) == [
        [(NOW + 12 * MINUTE, until)], [(NOW + 20 * MINUTE, until)], [(NOW, until)],
    ]  # fmt: skip
