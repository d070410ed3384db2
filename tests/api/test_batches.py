"""Reading batches."""

from __future__ import annotations

import pytest
from django.db.models import F

from tests import cast
from tests.deeds import changed


def numbers(response):
    return [batch["number"] for batch in response.json()["results"]]


@pytest.fixture
def three(people, small_master):
    return [cast.make_batch(people, small_master, f"CART-26-00{count}") for count in (1, 2, 3)]


@pytest.mark.urs("FAC-15")
def test_it_works(ask, small_batch):
    response = ask("kadler", "batches/")
    assert response.status_code == 200
    address = f"/api/v1/batches/bat_{small_batch.pk.hex}/"
    assert response.json() == {
        "next": None,
        "results": [
            {
                "id": f"bat_{small_batch.pk.hex}",
                "version": 1,
                "number": "CART-26-001",
                "status": "PLANNED",
                "product": {"code": "CART-CD19", "name": "Humanised CD19 CAR-T cells, autologous"},
                "master": {"code": "MBR-SMALL-01", "revision": 1},
                "patient_code": "NLT-0059",
                "chain_of_identity": "COI-2H8R-09E1",
                "created_at": "2026-11-02T08:00:00Z",
                "started_at": None,
                "executed_at": None,
                "steps": {"count": 5, "done": 0},
                "links": {"self": address, "renditions": f"{address}renditions/"},
            }
        ],
    }


def test_one_batch_is_told_as_in_the_list(ask, executed_batch):
    listed = ask("kadler", "batches/").json()["results"][0]
    assert ask("kadler", f"batches/{listed['id']}/").json() == listed
    assert listed["status"] == "EXECUTED"
    assert listed["steps"] == {"count": 5, "done": 5}
    assert listed["executed_at"].endswith("Z")


def test_a_code_that_a_batch_has_not_is_null(ask, small_batch):
    changed(small_batch, patient_code="", chain_of_identity="")
    found = ask("kadler", "batches/").json()["results"][0]
    assert found["patient_code"] is None
    assert found["chain_of_identity"] is None


def test_the_newest_come_first_page_by_page(ask, three):
    first = ask("kadler", "batches/", limit=2)
    assert numbers(first) == ["CART-26-003", "CART-26-002"]
    following = first.json()["next"].removeprefix("/api/v1/")
    second = ask("kadler", following)
    assert numbers(second) == ["CART-26-001"]
    assert second.json()["next"] is None


def test_a_batch_recorded_meanwhile_moves_nothing_on_the_next_page(
    ask, three, people, small_master
):
    first = ask("kadler", "batches/", limit=2)
    cast.make_batch(people, small_master, "CART-26-004")
    assert numbers(ask("kadler", first.json()["next"].removeprefix("/api/v1/"))) == ["CART-26-001"]


def test_the_next_page_keeps_the_filters(ask, three):
    first = ask("kadler", "batches/", limit=1, status="PLANNED", product="CART-CD19")
    second = ask("kadler", first.json()["next"].removeprefix("/api/v1/"))
    assert numbers(second) == ["CART-26-002"]


FOUND = [
    ({"status": "PLANNED"}, ["CART-26-002"]),
    ({"status": "EXECUTED"}, ["CART-26-001"]),
    ({"status": "IN_PROGRESS"}, []),
    ({"product": "CART-CD19"}, ["CART-26-002", "CART-26-001"]),
    ({"product": "CART"}, []),
    ({"number": "CART-26-001"}, ["CART-26-001"]),
    ({"created_at__gte": "2026-11-02T08:00:00Z"}, ["CART-26-002", "CART-26-001"]),
    ({"created_at__lt": "2026-11-02T08:00:00Z"}, []),
    ({"created_at__lt": "2026-11-02T09:00:01+01:00"}, ["CART-26-002", "CART-26-001"]),
    ({"created_at__gte": "2026-11-02T08:00:01Z"}, []),
    ({"status": "EXECUTED", "number": "CART-26-002"}, []),
]
REFUSED = [
    ({"status": "RELEASED"}, "Accepted are: PLANNED, IN_PROGRESS, EXECUTED."),
    ({"status": ""}, "Accepted are: PLANNED, IN_PROGRESS, EXECUTED."),
    ({"colour": "red"}, "Accepted are: created_at__gte, created_at__lt, cursor, limit, number"),
    ({"sponsor": "HALDEN"}, "unknown"),
    ({"created_at": "2026"}, "unknown"),
    ({"format": "xml"}, "unknown"),
    ({"created_at__gte": "yesterday"}, "2026-11-02T08:00:00Z"),
    ({"created_at__gte": "2026-11-02"}, "offset"),
    ({"created_at__lt": "2026-11-02T08:00:00"}, "offset"),
    ({"created_at__lt": "2026-11-02T08:00:00 01:00"}, "%2B"),
    ({"created_at__lt": "0001-01-01T00:00:00+14:00"}, "range"),
    ({"number": "x" * 41}, "40"),
    ({"number": "a\x00b"}, "Null"),
    ({"number": ["CART-26-001", "CART-26-002"]}, "once"),
    ({"limit": "0"}, "from 1 to 100"),
    ({"limit": "101"}, "from 1 to 100"),
    ({"limit": "٣"}, "from 1 to 100"),
    ({"cursor": "abc"}, "next"),
    ({"cursor": "!" * 22}, "next"),
    ({"cursor": "é"}, "next"),
]


def test_filters(ask, people, small_master, executed_batch):
    cast.make_batch(people, small_master, "CART-26-002")
    for query, found in FOUND:
        assert numbers(ask("kadler", "batches/", **query)) == found, query


def test_a_bad_filter_is_refused_and_says_what_is_accepted(ask, small_batch):
    for query, says in REFUSED:
        response = ask("kadler", "batches/", **query)
        assert response.status_code == 400, query
        assert response.json()["type"] == "/api/problems/invalid-request"
        (error,) = response.json()["errors"]
        assert error["pointer"] == f"#/query/{next(iter(query))}"
        assert says in error["detail"], error


def test_all_bad_filters_are_named_at_once(ask, small_batch):
    response = ask("kadler", "batches/", status="NO", colour="red", created_at__lt="then")
    pointers = {error["pointer"] for error in response.json()["errors"]}
    assert pointers == {"#/query/status", "#/query/colour", "#/query/created_at__lt"}


def test_the_same_content_is_not_sent_twice(ask, small_batch):
    for address in ("batches/", f"batches/bat_{small_batch.pk.hex}/"):
        etag = ask("kadler", address)["ETag"]
        assert etag.startswith('"')
        again = ask("kadler", address, headers={"If-None-Match": etag})
        assert (again.status_code, again["ETag"], again.content) == (304, etag, b"")
        changed(small_batch, version=F("version") + 1)
        newer = ask("kadler", address, headers={"If-None-Match": etag})
        assert newer.status_code == 200
        assert newer["ETag"] != etag


def test_a_stale_condition_is_a_problem(ask, small_batch):
    response = ask("kadler", "batches/", headers={"If-Match": '"earlier"'})
    assert response.status_code == 412
    assert response.json()["type"] == "/api/problems/precondition-failed"


def test_queries_do_not_grow_with_the_number_of_batches(ask, three, django_assert_num_queries):
    """The session, the person, the person's roles, the batches, and their steps or renditions."""
    one = f"batches/bat_{three[0].pk.hex}/"
    ask("kadler", one)
    for address in ("batches/", one, f"{one}renditions/"):
        with django_assert_num_queries(6):
            ask("kadler", address)
