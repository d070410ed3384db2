"""What is wrong with a file: where, what was found, what is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cgtlims.first_run.tables import Row
from integrity.refusals import Blocker, from_problem
from measures.problems import ValueProblem


@dataclass(frozen=True)
class Fault:
    """One reason not to load a file; `line` and `position` count from 1, 0 is the whole file."""

    file: str
    line: int
    column: str
    position: int
    code: str
    message: str
    accepted: str = ""

    @property
    def place(self) -> str:
        """As people say it: line 3, column grade."""
        if not self.line:
            return _("the file")
        told = {"line": self.line, "column": self.column, "position": self.position}
        if self.column:
            return _("line %(line)s, column %(column)s") % told
        if self.position:
            return _("line %(line)s, character %(position)s") % told
        return _("line %(line)s") % told

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.file else _("the upload")
        return f"{where}: {self.message} {self.accepted}".strip()


def of_row(row: Row, column: str, blocker: Blocker) -> Fault:
    """A reason about a row, at the cell of the column when it has one."""
    cell = row.cells.get(column)
    return Fault(
        row.file, cell.line if cell else row.line, column, cell.position if cell else 0,
        blocker.code, str(blocker.message), str(blocker.clears),
    )  # fmt: skip


def of_file(file: str, problem: ValueProblem, line: int = 0, position: int = 0) -> Fault:
    said = from_problem(problem, field="")
    return Fault(file, line, "", position, said.code, str(said.message), str(said.clears))


def in_order(faults: Iterable[Fault], files: Iterable[str]) -> list[Fault]:
    """As the files stand in the upload, from top to bottom."""
    places = {name: at for at, name in enumerate(files)}

    def place(one: Fault) -> tuple[Any, ...]:
        return places.get(one.file, len(places)), one.line, one.position

    return sorted(faults, key=place)
