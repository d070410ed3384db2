"""Where deviations come from: counted, drawn, and told in a table."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from quality.commands.complaints import link_complaint
from quality.commands.investigation import reject_deviation
from quality.models import Classification, Complaint
from quality.subjects import subject_of
from quality.trends import Trend, TrendAsked, trends
from tests.cast import NOW, make_room
from tests.quality.conftest import HOUR, post

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


def test_by_product(people, small_batch, raised):
    raised(subject=subject_of("batches.batchrecord", small_batch.pk))
    raised(subject=None)
    assert counted("product") == {"CART-CD19": (0, 0, 0, 1), "none named": (0, 0, 0, 1)}


def test_complaints_by_product_sender_and_cause(people, browse, small_batch, investigated, raised):
    """Of the record they are about; the cause is that of the deviation they led to."""
    north = people["pnorth"].organisations[0]
    given = {
        "title": "Bag leaks", "description": "x", "organisation": north.pk, "about": "The bag",
        "received_on": NOW.date().isoformat(), "classification": "MAJOR",
        "owner": people["kadler"].pk,
    }  # fmt: skip
    lead = browse("kadler")
    named = {**given, "record": "cart-26-001"}
    assert post(lead, "/quality/complaints/new/", **named).status_code == 302
    assert post(lead, "/quality/complaints/new/", **given).status_code == 302
    wrong = post(lead, "/quality/complaints/new/", **given, product_code="NONE")
    assert wrong.status_code == 422
    first = Complaint.objects.get(number="CMP-26-0001")
    page = lead.get(f"/quality/complaints/{first}/").content.decode()
    assert 'href="/batches/CART-26-001/"' in page
    link_complaint(
        complaint=first, deviation=investigated(raised()), by=people["mlindqvist"], at=NOW
    )

    def of(by: str) -> dict[str, tuple[int, ...]]:
        return {str(one.label): one.counts for one in found(by, "complaints")}

    assert of("product") == {"CART-CD19": (0, 1, 0, 0), "none named": (0, 1, 0, 0)}
    assert of("sender") == {north.name: (0, 2, 0, 0)}
    assert of("cause") == {"Equipment": (0, 1, 0, 0), "none named": (0, 1, 0, 0)}
    page = lead.get("/quality/?of=complaints&by=product&months=36").content.decode()
    assert "Complaints by product" in page
    assert ">CART-CD19</td>" in page


def test_the_page_draws_and_tells_the_same(browse, some):
    page = browse("nbakker").get("/quality/?by=room&months=36").content.decode()
    drawn = page.split('<svg viewBox="0 0 620')[1].split("</svg>")[0]
    assert "style=" not in drawn
    assert re.findall(r">(\d+)</text>", drawn) == ["3", "1"]
    widths = re.findall(r'width="([\d.]+)"', drawn)
    assert round(sum(map(float, widths[1:5]))) == 370
    assert ">CR05</td>" in page


def test_strange_questions_are_answered_as_none(browse, some):
    assert browse("nbakker").get("/quality/?by=x&months=x").status_code == 200
