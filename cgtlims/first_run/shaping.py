"""From rows to items: columns that are known, cells that can be read, what becomes one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from cgtlims.first_run.columns import Column
from cgtlims.first_run.faults import Fault, of_row
from cgtlims.first_run.subjects import SUBJECTS, Subject
from cgtlims.first_run.subjects.subject import Item
from cgtlims.first_run.tables import Row, Sheet
from integrity.refusals import from_problem
from measures.problems import ValueProblem, gettext_noop


class Shaping:
    """Reads sheets; `refused` are the rows that cannot be read, by subject and key.

    A row that begins a record, read or not, stands in `first`.
    """

    def __init__(self) -> None:
        self.items: dict[str, list[Item]] = {name: [] for name in SUBJECTS}
        self.faults: list[Fault] = []
        self.refused: set[tuple[str, str]] = set()
        self.first: dict[tuple[str, str], Row] = {}

    def take(self, sheet: Sheet) -> None:
        subject = SUBJECTS[sheet.subject]
        wrong = list(_header(sheet, subject))
        self.faults += wrong
        groups: dict[str, list[tuple[Row, dict[str, Any]]]] = {}
        for row in sheet.rows:
            values = self._values(row, subject, sheet)
            key = key_of(row, subject)
            self.first.setdefault((subject.name, key), row)
            if values is None or wrong:
                self.refused.add((subject.name, key))
            else:
                groups.setdefault(key, []).append((row, values))
        for key, rows in groups.items():
            if (subject.name, key) not in self.refused:
                self._group(subject, key, rows)

    def _values(self, row: Row, subject: Subject, sheet: Sheet) -> dict[str, Any] | None:
        """The cells as values; nothing when one of them will not do."""
        before, values = len(self.faults), {}
        for column in subject.columns:
            cell = row.cells.get(column.name)
            if cell is None and (column.required and _has(sheet, column)):
                self._fault(row, column, _required(column))
            elif cell is not None:
                try:
                    values[column.name] = _read(column, cell.text)
                except ValueProblem as problem:
                    self._fault(row, column, problem)
        return values if len(self.faults) == before else None

    def _group(self, subject: Subject, key: str, rows: list[tuple[Row, dict[str, Any]]]) -> None:
        parts_of = subject.has_parts
        each = {column.name for column in subject.columns if column.each}
        for row, _values in rows:
            first = self.first[subject.name, key]
            if first is not row and not (parts_of and first in [one for one, _v in rows]):
                self.faults.append(of_row(row, subject.keys[0], _again(first)))
                self.refused.add((subject.name, key))
        whole = {name: one for name, one in rows[0][1].items() if name not in each}
        for row, values in rows[1:] if parts_of else []:
            for name, value in whole.items():
                if values.get(name) != value:
                    self._fault(row, subject.by_name()[name], _other(rows[0][0], name))
                    self.refused.add((subject.name, key))
        parts = tuple({name: one[name] for name in each if name in one} for _row, one in rows)
        if (subject.name, key) not in self.refused:
            item = Item(tuple(row for row, _values in rows), whole, parts if parts_of else ())
            self.items[subject.name].append(item)

    def _fault(self, row: Row, column: Column, problem: ValueProblem) -> None:
        self.faults.append(of_row(row, column.name, from_problem(problem, field=column.name)))


def key_of(row: Row, subject: Subject) -> str:
    """By what its row is told from the others, without regard to capital letters."""
    return " ".join(row.text(column).lower() for column in subject.keys).strip()


def _has(sheet: Sheet, column: Column) -> bool:
    """In YAML a row may lack what others have; a column that no row has is said once."""
    return column.name in [one.text for one in sheet.columns]


def _read(column: Column, text: str) -> Any:
    if text:
        return column.kind.read(text)
    if column.required:
        raise _required(column)
    return column.kind.empty


def _header(sheet: Sheet, subject: Subject) -> Iterator[Fault]:
    known, given = subject.by_name(), [one.text for one in sheet.columns]
    counts = Counter(given)
    for cell in sheet.columns:
        row = Row(sheet.file, cell.line, {cell.text: cell})
        if cell.text not in known:
            problem = _unknown(cell.text, list(known))
        elif counts[cell.text] > 1:
            problem = ValueProblem(
                "DOUBLED_COLUMN", gettext_noop("This column is there twice."),
                gettext_noop("Accepted: each column once."),
            )  # fmt: skip
        else:
            continue
        yield of_row(row, cell.text, from_problem(problem, field=cell.text))
    if missing := [one.name for one in subject.columns if one.required and one.name not in given]:
        problem = ValueProblem(
            "MISSING_COLUMN",
            gettext_noop("Columns that “%(subject)s” needs are missing: %(missing)s."),
            gettext_noop("The template has them all."),
            subject=subject.name, missing=", ".join(missing),
        )  # fmt: skip
        yield of_row(Row(sheet.file, sheet.line, {}), "", from_problem(problem, field=""))


def _unknown(name: str, known: list[str]) -> ValueProblem:
    near = get_close_matches(name.lower(), known, n=1)
    return ValueProblem(
        "UNKNOWN_COLUMN",
        gettext_noop("“%(name)s” is no column here."),
        gettext_noop("Did you mean “%(near)s”? Accepted: %(known)s.")
        if near
        else gettext_noop("Accepted: %(known)s."),
        name=name, near="".join(near), known=", ".join(known),
    )  # fmt: skip


def _required(column: Column) -> ValueProblem:
    return ValueProblem(
        "REQUIRED", gettext_noop("A value is needed."), column.kind.accepted, **column.kind.words
    )


def _again(first: Row) -> Any:
    problem = ValueProblem(
        "DOUBLED",
        gettext_noop("This is in line %(line)s of %(file)s already."),
        gettext_noop("Accepted: each once."),
        line=first.line, file=first.file,
    )  # fmt: skip
    return from_problem(problem, field="")


def _other(first: Row, name: str) -> ValueProblem:
    return ValueProblem(
        "OTHER_THAN_ABOVE",
        gettext_noop("Line %(line)s says “%(text)s” of the same lot."),
        gettext_noop("Accepted: the same in every row of it."),
        line=first.line, text=first.text(name),
    )  # fmt: skip
