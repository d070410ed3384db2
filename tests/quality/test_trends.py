"""Where deviations come from: counted, drawn, and told in a table."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from quality.commands.investigation import reject_deviation
from quality.models import Classification
from quality.trends import Trend, TrendAsked, trends
from tests.cast import NOW, make_room
from tests.quality.conftest import HOUR

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture
def some(people, raised, classified, investigated):
    """Three in CR05 of which one is none, one without a room, one two years ago."""
    raised(title="No room")
    make_room()
    classified(raised(), classification=Classification.CRITICAL)
    investigated(raised())
    none = raised()
    reject_deviation(deviation=none, reason="None", by=people["mlindqvist"], at=NOW)
    raised(occurred_at=NOW - 2 * YEAR)


def counted(by: str) -> dict[str, tuple[int, ...]]:
    return {str(one.label): one.counts for one in found(by)}


def found(by: str, of: str = "deviations") -> list[Trend]:
    return trends(TrendAsked(of, by), NOW - YEAR, NOW + HOUR)


def test_it_counts_by_class_within_the_time(some):
    assert counted("room") == {"CR05": (0, 1, 1, 0), "none named": (0, 0, 0, 1)}
    assert counted("cause") == {"none named": (0, 0, 1, 1), "Equipment": (0, 1, 0, 0)}
    assert list(counted("room")) == ["CR05", "none named"]


def test_the_page_draws_and_tells_the_same(browse, some):
    page = browse("nbakker").get("/quality/?by=room&months=36").content.decode()
    drawn = page.split('<svg viewBox="0 0 1080')[1].split("</svg>")[0]
    assert "style=" not in drawn
    assert re.findall(r">(\d+)</text>", drawn) == ["3", "1"]
    widths = re.findall(r'width="([\d.]+)"', drawn)
    assert round(sum(map(float, widths[:4]))) == 800
    assert ">CR05</td>" in page


def test_strange_questions_are_answered_as_none(browse, some):
    assert browse("nbakker").get("/quality/?by=x&months=x").status_code == 200
