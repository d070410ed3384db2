"""CSV as RFC 4180 has it, with commas or semicolons: its records, each with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from measures.problems import ValueProblem, gettext_noop

Line = tuple[int, list[str]]


def lines_of(text: str) -> Iterator[Line]:
    """Each record that is not blank, with the line it begins in."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    before = 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield line, cells


def delimiter_of(text: str) -> str:
    """What stands between the names of the columns; both is refused, since neither is sure."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    found = [sign for sign in ",;" if sign in head]
    if len(found) == 2:
        raise ValueProblem(
            "TWO_DELIMITERS",
            gettext_noop("There are commas and semicolons between the names of the columns."),
            gettext_noop("Accepted: commas, or semicolons, in the whole file."),
        )
    return found[0] if found else ","
