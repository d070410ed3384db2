"""CSV as RFC 4180 has it, with commas or semicolons; its name begins with its subject's."""

from __future__ import annotations

import csv
from io import StringIO

from cgtlims.first_run.faults import Fault, of_file
from cgtlims.first_run.subjects import SUBJECTS
from cgtlims.first_run.tables import Cell, Row, Sheet
from integrity.reading.csv_lines import delimiter_of, lines_of
from measures.problems import ValueProblem, gettext_noop


def read_csv(file: str, text: str) -> tuple[list[Sheet], list[Fault]]:
    """One sheet; none when the file cannot be read as a whole."""
    try:
        subject = subject_of(file)
        lines = list(lines_of(text))
    except ValueProblem as problem:
        return [], [of_file(file, problem)]
    except csv.Error as error:
        return [], [of_file(file, _no_csv(str(error)), line=_broken_line(text))]
    if not lines:
        return [], [of_file(file, _empty(subject))]
    (begin, header), *rest = lines
    columns = tuple(Cell(name.strip(), begin, at) for at, name in enumerate(header, start=1))
    faults = [
        of_file(file, _other_length(len(cells), len(header)), line=line)
        for line, cells in rest
        if len(cells) != len(header)
    ]
    rows = tuple(
        _row(file, line, columns, cells) for line, cells in rest if len(cells) == len(header)
    )
    return [Sheet(file, subject, begin, columns, rows)], faults


def subject_of(file: str) -> str:
    """rooms.csv and rooms-suite-2.csv hold rooms."""
    stem = file.lower().rpartition(".")[0]
    for name in SUBJECTS:
        if stem == name or stem.startswith((f"{name}-", f"{name}_", f"{name}.")):
            return name
    raise ValueProblem(
        "UNKNOWN_SUBJECT",
        gettext_noop("The name of this file does not say what is in it."),
        gettext_noop("Accepted: a name that begins with one of: %(names)s."),
        names=", ".join(SUBJECTS),
    )


def _row(file: str, line: int, columns: tuple[Cell, ...], cells: list[str]) -> Row:
    pairs = zip(columns, cells, strict=True)
    found = {one.text: Cell(text.strip(), line, one.position) for one, text in pairs}
    return Row(file, line, found)


def _broken_line(text: str) -> int:
    """The line of the record that the reader gave up in."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    before = 0
    try:
        for _cells in reader:
            before = reader.line_num
    except csv.Error:
        pass
    return before + 1


def _no_csv(why: str) -> ValueProblem:
    return ValueProblem(
        "NOT_CSV",
        gettext_noop("This cannot be read as CSV: %(why)s."),
        gettext_noop("Accepted: a text with a quote or a line break in it stands in quotes, “\"\"” "
                     "for a quote."),
        why=why,
    )  # fmt: skip


def _empty(subject: str) -> ValueProblem:
    return ValueProblem(
        "EMPTY_FILE",
        gettext_noop("There is nothing in it."),
        gettext_noop("Accepted: a line with the columns of “%(subject)s”, then a line for each."),
        subject=subject,
    )


def _other_length(cells: int, columns: int) -> ValueProblem:
    return ValueProblem(
        "OTHER_LENGTH",
        gettext_noop("This line has %(cells)s cells."),
        gettext_noop("Accepted: %(columns)s, as many as there are columns."),
        cells=cells, columns=columns,
    )  # fmt: skip
