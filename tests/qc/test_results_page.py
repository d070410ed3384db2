"""Release results of a batch: criterion, value with unit, verdict, and what they come to."""

from __future__ import annotations

from typing import Any

import pytest

from batches.models import BatchRecord
from people.commands.memberships import give_role
from people.commands.roles import define_role
from people.models import Organisation, Role, User
from people.permissions import Permission
from qc.models import Sample
from tests import cast
from tests.qc.sheet import report, sample_of

PAGE = "/batches/CART-26-001/results/"


@pytest.fixture
def sample(people: dict[str, User], small_batch: BatchRecord) -> Sample:
    return sample_of(people, small_batch)


def test_every_criterion_is_there_before_any_result(browse: Any, sample: Sample) -> None:
    page = browse("trieger").get(PAGE)
    assert page.status_code == 200
    assert "0 of 3 conform" in page.text
    assert "3 tests have no result yet" in page.text
    for word in ("Safety", "Purity", "Sterility", "&gt; 70 %", "SPEC-1 v2", "A paper, table 2"):
        assert word in page.text
    assert page.context["sheets"][0].sign == "progress"


def test_a_number_has_its_unit_and_a_word_has_none(
    browse: Any, sample: Sample, people: dict[str, User]
) -> None:
    report(sample, people, Sterility="negative", Viability="91", Residual="no beads")
    page = browse("trieger").get(PAGE)
    assert "91 %" in page.text
    assert "no beads<" in page.text
    assert "3 of 3 conform" in page.text
    assert "Every test of the specification has a result, and all conform." in page.text
    assert page.context["sheets"][0].sign == "ok"


@pytest.mark.parametrize(
    ("reported", "shown"),
    [("< 5", "&lt; 5 %"), ("> 99", "&gt; 99 %"), ("not detected", "detected<")],
)
def test_a_result_below_or_above_a_number_has_its_unit_too(
    browse: Any, sample: Sample, people: dict[str, User], reported: str, shown: str
) -> None:
    report(sample, people, Viability=reported)
    assert shown in browse("trieger").get(PAGE).text


def test_a_printed_unit_not_its_code(browse: Any, sample: Sample, people: dict[str, User]) -> None:
    report(sample, people, Residual="57")
    page = browse("trieger").get(PAGE)
    assert "57 beads/3×10⁶ cells" in page.text
    assert "{beads}" not in page.text


@pytest.mark.parametrize(
    ("values", "sign", "first"),
    [
        ({"Viability": "70"}, "action", "Viability: Does not conform"),
        ({"Sterility": "cloudy"}, "hold", "Sterility: Undecided"),
        ({"Sterility": "cloudy", "Viability": "69.9"}, "action", "Viability: Does not conform"),
    ],
)
def test_what_does_not_conform_comes_first(
    browse: Any, sample: Sample, people: dict[str, User],
    values: dict[str, str], sign: str, first: str,
) -> None:  # fmt: skip
    report(sample, people, **values)
    page = browse("trieger").get(PAGE)
    assert page.context["sheets"][0].sign == sign
    assert first in page.text.partition('class="blockers')[2].partition("</li>")[0]
    assert "0 of 3 conform" in page.text


def test_no_sample_yet(browse: Any, small_batch: BatchRecord) -> None:
    page = browse("trieger").get(PAGE)
    assert page.status_code == 200
    assert "No sample has been taken yet" in page.text


def test_who_may_not_read_results_is_told_so(browse: Any, small_batch: BatchRecord) -> None:
    page = browse("jvermaat").get(PAGE)
    assert page.status_code == 403
    assert "read test results" in page.text
    assert (
        'href="/batches/CART-26-001/results/"'
        not in browse("jvermaat").get("/batches/CART-26-001/").text
    )


def test_another_sponsor_s_batch_does_not_exist(
    browse: Any, sample: Sample, people: dict[str, User]
) -> None:
    grant_results("phalden")
    grant_results("pnorth")
    assert browse("pnorth").get(PAGE).status_code == 200
    assert browse("phalden").get(PAGE).status_code == 404


def grant_results(username: str) -> None:
    role = Role.objects.filter(code="results-reader").first() or define_role(
        code="results-reader", title="Results reader", permissions=[Permission.VIEW_RESULTS],
        by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    give_role(
        user=User.objects.get(username=username), role=role,
        organisation=Organisation.objects.get(code=cast.SPONSOR_OF[username]),
        by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip


def test_queries_do_not_grow_with_results(
    browse: Any, sample: Sample, people: dict[str, User], django_assert_num_queries: Any
) -> None:
    client = browse("trieger")
    with django_assert_num_queries(10):
        client.get(PAGE)
    report(sample, people, Sterility="negative", Viability="91", Residual="57")
    with django_assert_num_queries(10):
        client.get(PAGE)
