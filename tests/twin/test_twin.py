"""The twin for load: as many days and as much as asked, in a database named so, once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from bookings.models import Booking, Slot
from cgtlims.twin.copying import Copying
from cgtlims.twin.parts import TWIN_PARTS
from cleanrooms.exposures.rebuilding import rebuild_exposures
from cleanrooms.models import EquipmentUse, Exposure, Presence, RoomUse
from integrity.models import RowChange
from monitoring.channels.stretch import stretch_of
from monitoring.models import Channel, Excursion, Round, Sample
from tests import databases
from tests.browser import scenes

COUNTED = (
    RoomUse, EquipmentUse, Presence, Exposure, Booking, Slot, Round, Sample, Excursion, Channel,
)  # fmt: skip


@pytest.fixture
def twin(migrated: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    name = f"lims_twin_{uuid.uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        databases.clone(databases.scene("full", migrated, scenes.load_full), name)
        with databases.used(name):
            yield
    databases.drop(name)


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def multiplied(**asked: int) -> str:
    told = StringIO()
    call_command("multiply_twin", stdout=told, **asked)
    return told.getvalue()


def test_a_database_of_another_name_is_never_multiplied(db: None) -> None:
    with pytest.raises(CommandError, match="is no twin. Accepted: a database whose name begins"):
        multiplied(days=2, scale=1)
    assert connection.settings_dict["NAME"].startswith("lims_twin") is False


def test_days_and_scale_make_more_of_everything(twin: None) -> None:
    """In a fortnight nothing is missing; more days repeat it before; twice as much is beside it."""
    before, changes = counts(), RowChange.objects.count()
    told = multiplied(days=182, scale=2)
    assert "its audit trail is not complete" in told
    after = counts()
    assert all(after[name] > before[name] for name in before)
    quarter = before["Round"], after["Round"]
    assert 2 * quarter[0] < quarter[1] <= 4 * quarter[0]
    assert RowChange.objects.count() == changes
    assert rebuild_exposures(mending=False) == []
    readings_go_back(182)
    with pytest.raises(CommandError, match="multiplied already"):
        multiplied(days=2, scale=1)


def readings_go_back(days: int) -> None:
    """Also those of a channel that is a copy; its chart is made of what was rolled up."""
    now = timezone.now()
    for code in ("CR12-T", "CR12-T-2"):
        channel = Channel.objects.get(code=code)
        whole = stretch_of(channel, now - timedelta(days=days), now)
        assert whole.count > 0.9 * days * 24 * 3600 / channel.interval_s
        week = stretch_of(channel, now - timedelta(days=days), now - timedelta(days=days - 7))
        assert week.count > 0


def test_it_is_the_same_each_time(twin: None) -> None:
    (copying,) = [one for one in TWIN_PARTS[0][1] if one.model is RoomUse]
    assert isinstance(copying, Copying)
    assert copying.statement() == copying.statement()
    assert "md5(" in copying.statement()
    with pytest.raises(CommandError, match="1 to 3660 days"):
        multiplied(days=0, scale=1)
    nothing = counts()
    multiplied(days=2, scale=1)
    assert counts() == nothing
