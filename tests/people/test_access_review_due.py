"""A review of access comes due so many months after the last one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from people.access_review_due import next_review_on
from people.commands.access_reviews import open_access_review
from people.models import AccessReview, Membership
from people.models.qualification import day_of
from people.notifications.sweep import sweep
from people.qualifications import after_months
from tests.cast import FOUNDED, NOW
from tests.deeds import changed
from tests.people.telling import told
from tests.web.waiting import tasks

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def short(settings) -> date:
    """The interval is a month, which has gone by since the first role was given."""
    settings.ACCESS_REVIEW_MONTHS = 1
    due = after_months(day_of(FOUNDED), 1)
    assert due is not None
    return due


def test_it_works(rules, people, short, browse):
    assert next_review_on() == short
    sweep(NOW)
    assert told() == ["mlindqvist", "nbakker"]
    assert tasks(browse, "mlindqvist") == [("Open the review of access", "")]
    page = browse("mlindqvist").get("/people/access-reviews/").text
    assert "The next review was due on" in page


def test_the_interval_is_counted_from_the_last_one(people, short):
    review = open_access_review(by=people["mlindqvist"], at=NOW)
    assert next_review_on() is None
    changed(review, completed_at=NOW + DAY, completed_by=people["mlindqvist"])
    assert AccessReview.objects.get().completed_at == NOW + DAY
    assert next_review_on() == after_months(day_of(NOW + DAY), 1)


def test_nothing_is_due_a_year_after_nothing(db):
    assert not Membership.objects.exists()
    assert next_review_on() is None


def test_it_is_not_told_long_before(rules, people, browse, settings):
    settings.ACCESS_REVIEW_MONTHS = 600
    sweep(NOW)
    assert told() == []
    assert "The next review is due on" in browse("mlindqvist").get("/people/access-reviews/").text
