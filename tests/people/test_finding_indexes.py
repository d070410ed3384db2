"""Large tables are searched by their indexes: the query is written as the index is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from batches.models import BatchRecord
from people.finding.kinds import KINDS
from people.finding.search import _exact, _with_words
from people.models import User

LARGE = {
    "batch": ({"batches_number_once", "batch_by_identity", "batch_by_patient"}, "batch"),
    "sample": ({"sample_by_code"}, "sample"),
    "document": ({"rendition_by_sha256"}, "rendition"),
    "person": ({"people_username_once"}, "person"),
}


def plan(query: Any) -> str:
    """How PostgreSQL would read it if reading a whole table were dear."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    return str(query.explain())


@pytest.mark.parametrize("name", LARGE)
def test_exact_codes_and_words_have_their_indexes(
    people: dict[str, User], small_batch: BatchRecord, name: str
) -> None:
    codes, texts = LARGE[name]
    kind, user = KINDS[name], people["mlindqvist"]
    exactly = plan(_exact(kind, user, ("CART-26-001",)))
    assert [index for index in codes if index not in exactly] == []
    words = plan(_with_words(kind, user, "cart"))
    assert [index for index in (f"{texts}_like", f"{texts}_words") if index not in words] == []


def test_an_event_is_found_by_its_hash_without_reading_the_trail(people: dict[str, User]) -> None:
    assert "audit_hash" in plan(_exact(KINDS["event"], people["mlindqvist"], ("ab" * 32,)))
