"""The scan box, asked for words and parts: what resembles them is listed."""

from __future__ import annotations

from typing import Any

import pytest

from batches.models import BatchRecord
from people.models import User
from tests.cast import make_batch
from tests.web.test_search import BATCH, asked


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("26-0", BATCH),
        ("r0", "/board/rooms/CR05/"),
        ("cleanroom", "/board/rooms/CR05/"),
        ("cells cd19", "/products/item/CART-CD19/"),
        ("cart-26-0O1", BATCH),
        ("CRAT-26-001", BATCH),
    ],
)
def test_parts_words_and_slips_list_what_resembles_them(
    browse: Any, small_batch: BatchRecord, words: str, shown: str
) -> None:
    page = asked(browse, "jvermaat", words)
    assert page.status_code == 200
    assert f'href="{shown}"' in page.text


def test_words_in_any_order_are_found_and_a_slip_is_said_to_be_one(
    browse: Any, small_batch: BatchRecord
) -> None:
    found = asked(browse, "jvermaat", "cells cd19").context
    assert found["slips"] == []
    assert "product" in {group.kind.name for group in found["groups"]}
    assert asked(browse, "jvermaat", "cart-26-0O1").context["slips"] != []


def test_only_the_first_are_shown_and_all_are_counted(
    browse: Any, people: dict[str, User], small_batch: BatchRecord
) -> None:
    for number in range(2, 13):
        make_batch(people, small_batch.master, f"CART-26-{number:03}")
    page = asked(browse, "jvermaat", "CART-26")
    assert "first 10 of 12" in page.text
    assert page.text.count('href="/batches/CART-26-') == 10


@pytest.mark.parametrize(
    "words", ["nothing-like-this", "<b>&'\"", "\x00", "%", "x" * 5000, "'\\", "& | !", ":*", "_"]
)
def test_nothing_found_is_said(browse: Any, small_batch: BatchRecord, words: str) -> None:
    page = asked(browse, "jvermaat", words)
    assert page.status_code == 200
    assert "<b>&" not in page.text
    assert 'class="found"' not in page.text
