"""What stands in a file before anybody judged it: rows of cells, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """The text as written; in a CSV `position` is the number of the column, else the character."""

    text: str
    line: int
    position: int


@dataclass(frozen=True)
class Row:
    """The cells of one row by the name of their column."""

    file: str
    line: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        cell = self.cells.get(column)
        return cell.text if cell else ""


@dataclass(frozen=True)
class Sheet:
    """The rows of one subject in one file; `columns` are those that the file has."""

    file: str
    subject: str
    line: int
    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]
