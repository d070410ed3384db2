"""“Now” types the facility's present minute so that it names one instant."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from measures.instants import read_instant
from tests.design.conftest import Sheet

pytestmark = pytest.mark.browser

FIELD = '<input id="t"><button data-now-for="t">Now</button>'


@pytest.mark.parametrize(
    ("instant", "typed"),
    [
        ("2026-11-19T13:03:20Z", "2026-11-19 14:03"),
        ("2026-03-29T00:59:00Z", "2026-03-29 01:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29 03:00"),
        ("2026-10-24T23:59:00Z", "2026-10-25 01:59"),
        ("2026-10-25T00:00:00Z", "2026-10-25 02:00+02:00"),
        ("2026-10-25T00:59:59Z", "2026-10-25 02:59+02:00"),
        ("2026-10-25T01:00:00Z", "2026-10-25 02:00+01:00"),
        ("2026-10-25T02:00:00Z", "2026-10-25 03:00"),
    ],
)
def test_it_works(sheet: Sheet, instant: str, typed: str) -> None:
    page = sheet("")
    page.clock.set_fixed_time(instant)
    sheet(FIELD, "now", page=page).click("button")
    assert page.input_value("#t") == typed
    read = read_instant(typed, zone=ZoneInfo("Europe/Amsterdam"))
    assert read.astimezone(UTC) == datetime.fromisoformat(instant).replace(second=0)
