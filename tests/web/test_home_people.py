"""My work: what people's own records ask of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from people.commands.access_reviews import judge_access, open_access_review
from people.commands.delegations import draft_delegation
from people.commands.qualification_kinds import define_qualification
from people.commands.qualifications import record_qualification
from people.models import AccessDecision, Qualification, User
from people.models.qualification import day_of
from people.permissions import Permission
from tests import cast
from tests.cast import NOW
from tests.signing import delegate
from tests.web.waiting import kinds, pages, tasks

DAY = timedelta(days=1)


def test_a_review_of_access_is_judged_and_then_signed(browse: Any, people: dict[str, User]) -> None:
    review = open_access_review(by=people["mlindqvist"], at=NOW)
    others = len(people) - 1
    assert tasks(browse, "mlindqvist") == [(f"Judge {others} accounts", "AR-001")]
    assert "access-review" not in kinds(browse, "jvermaat")
    for judge in ("mlindqvist", "nbakker"):
        left = review.lines.filter(decision="").exclude(user=people[judge])
        kept = {line.pk: (AccessDecision.KEEP, "") for line in left}
        judge_access(review=review, judgements=kept, by=people[judge], at=NOW)
    assert tasks(browse, "mlindqvist") == [("Sign the review of access", "AR-001")]
    assert tasks(browse, "nbakker") == []


@pytest.fixture
def gowning(people: dict[str, User]) -> Any:
    return define_qualification(
        code="gowning", title="Gowning", months=12, warning_days=30, by=cast.SETUP, at=NOW
    )


def qualify(people: dict[str, User], kind: Any, username: str, ends_in: int) -> Qualification:
    now = timezone.now()
    return record_qualification(
        user=people[username], kind=kind, achieved_on=day_of(now - 300 * DAY), evidence="A record",
        expires_on=day_of(now + ends_in * DAY), by=people["mlindqvist"], at=now,
    )  # fmt: skip


@pytest.mark.parametrize(("ends_in", "word"), [(-2, "Expired"), (10, "Ends soon"), (45, "")])
def test_a_qualification_waits_for_its_holder_before_it_ends(
    browse: Any, people: dict[str, User], gowning: Any, ends_in: int, word: str
) -> None:
    qualify(people, gowning, "jvermaat", ends_in)
    page = browse("jvermaat").get("/").text
    assert ("Renew a qualification of yours" in page) == bool(word)
    assert word in page
    assert "own-qualifications" not in kinds(browse, "aowusu")


def test_a_later_one_of_the_kind_renews_it(
    browse: Any, people: dict[str, User], gowning: Any
) -> None:
    qualify(people, gowning, "jvermaat", -2)
    qualify(people, gowning, "jvermaat", 60)
    assert tasks(browse, "jvermaat") == []


def test_who_qualifies_people_is_told_whose_end(
    browse: Any, people: dict[str, User], gowning: Any
) -> None:
    qualify(people, gowning, "jvermaat", 10)
    assert tasks(browse, "mlindqvist") == [("Qualify Joris Vermaat anew", "")]
    assert pages(browse, "mlindqvist") == ["/people/accounts/jvermaat/qualify/"]
    assert "qualifications" not in kinds(browse, "shaas")


def test_both_are_told_when_a_delegation_begins_or_ends(
    browse: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    delegate(
        to=people["jvermaat"], permissions=[Permission.CREATE_BATCH], valid_from=now,
        valid_until=now + 5 * DAY, reason="Holiday", by=people["kadler"], at=now,
    )  # fmt: skip
    delegate(
        to=people["aowusu"], permissions=[Permission.CREATE_BATCH], valid_from=now + 20 * DAY,
        valid_until=now + 30 * DAY, reason="Holiday", by=people["kadler"], at=now,
    )  # fmt: skip
    assert [asked for asked, _ in tasks(browse, "jvermaat")] == ["You act for Kwame Adler"]
    assert [asked for asked, _ in tasks(browse, "kadler")] == ["Joris Vermaat acts for you"]
    assert tasks(browse, "aowusu") == []


def test_a_delegation_waits_for_its_giver_to_sign_it(browse: Any, people: dict[str, User]) -> None:
    now = timezone.now()
    draft_delegation(
        to=people["jvermaat"], permissions=[Permission.CREATE_BATCH], valid_from=now,
        valid_until=now + 5 * DAY, reason="Holiday", by=people["kadler"], at=now,
    )  # fmt: skip
    assert [asked for asked, _ in tasks(browse, "kadler")] == ["Sign: Joris Vermaat acts for you"]
    assert tasks(browse, "jvermaat") == []
