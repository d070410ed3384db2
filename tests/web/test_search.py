"""The scan box: what is known is opened, what resembles it is listed, the rest stays hidden."""

from __future__ import annotations

from typing import Any

import pytest

from batches.models import BatchRecord


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [("CART-26-001", "/batches/CART-26-001/"), (" cart-26-001 ", "/batches/CART-26-001/"),
     ("cr05", "/board/rooms/CR05/")],
)  # fmt: skip
def test_a_known_code_is_opened(
    browse: Any, small_batch: BatchRecord, words: str, leads_to: str
) -> None:
    found = browse("jvermaat").get("/search/", {"q": words})
    assert (found.status_code, found["Location"]) == (302, leads_to)


@pytest.mark.parametrize(
    ("words", "shown"), [("26-0", "CART-26-001"), ("r0", "CR05"), ("cleanroom", "CR05")]
)
def test_a_part_lists_what_resembles_it(
    browse: Any, small_batch: BatchRecord, words: str, shown: str
) -> None:
    page = browse("jvermaat").get("/search/", {"q": words})
    assert page.status_code == 200
    assert shown in page.text


@pytest.mark.parametrize("words", ["nothing-like-this", "<b>&'\"", "\x00", "%", "x" * 5000])
def test_nothing_found_is_said(browse: Any, small_batch: BatchRecord, words: str) -> None:
    page = browse("jvermaat").get("/search/", {"q": words})
    assert page.status_code == 200
    assert "<b>&" not in page.text
    assert 'class="found"' not in page.text


@pytest.mark.parametrize("words", ["CART-26-001", "CART", "CR05", "CR"])
def test_another_sponsor_s_records_and_rooms_are_never_found(
    browse: Any, small_batch: BatchRecord, words: str
) -> None:
    page = browse("phalden").get("/search/", {"q": words})
    assert page.status_code == 200
    assert "Nothing of that name" in page.text


def test_queries_of_a_search(
    browse: Any, small_batch: BatchRecord, django_assert_num_queries: Any
) -> None:
    client = browse("jvermaat")
    with django_assert_num_queries(10):
        client.get("/search/", {"q": "C"})
