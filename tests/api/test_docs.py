"""docs/api.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from batches.api.filters import BatchFilters, BatchRenditionFilters, RenditionFilters
from cgtlims.api.problem_types import PROBLEM_TYPES

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
LISTS = {
    "/api/v1/batches/": BatchFilters,
    "/api/v1/batches/{id}/renditions/": BatchRenditionFilters,
    "/api/v1/renditions/": RenditionFilters,
}


def test_the_table_of_errors_is_that_of_the_code():
    rows = [line for line in PAGE.splitlines() if re.match(r"\| \d{3} \|", line)]
    assert rows == [
        f"| {kind.status} | `{kind.name}` | {kind.meaning} | {kind.remedy} |"
        for kind in PROBLEM_TYPES.values()
    ]


def test_the_table_of_filters_is_that_of_the_code():
    for address, filters in LISTS.items():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{address}` |"))
        named = re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", row))
        assert set(named) == set(filters().fields)
