"""YAML: a subject's name, and under it a list of mappings; every value is taken as it is written.

It is read by the loader of master files: no dates, merged keys, anchors or tags of one's own.
"""

from __future__ import annotations

import yaml
from yaml.error import MarkedYAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from batches.master_file.loader import PREFIX, MasterLoader
from cgtlims.first_run.faults import Fault, of_file
from cgtlims.first_run.subjects import SUBJECTS
from cgtlims.first_run.tables import Cell, Row, Sheet
from measures.problems import ValueProblem, gettext_noop

NULL = f"{PREFIX}null"
SHAPE = gettext_noop("Accepted: names of subjects (%(names)s), each with a list of rows.")


def read_yaml(file: str, text: str) -> tuple[list[Sheet], list[Fault]]:
    """A sheet for each subject that the file names."""
    try:
        root = MasterLoader(text).get_single_node()
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        return [], [of_file(file, _no_yaml(str(error.reason)), line=line)]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return [], [of_file(file, _no_yaml(str(error.problem or error.context)), line, position)]
    except (yaml.YAMLError, ValueError, ArithmeticError):
        return [], [of_file(file, _no_yaml("a character is too large"))]
    if not isinstance(root, MappingNode):
        return [], [of_file(file, _shape("NOT_A_MAPPING"), line=1)]
    return Reading(file).sheets(root)


class Reading:
    """Reads one file; what has the wrong form is a fault, and the rest goes on."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def sheets(self, root: MappingNode) -> tuple[list[Sheet], list[Fault]]:
        found, named = [], set()
        for key, value in root.value:
            name = str(key.value) if isinstance(key, ScalarNode) else "[…]"
            if name not in SUBJECTS or name in named:
                self._fault(key, _shape("UNKNOWN_SUBJECT" if name not in named else "DOUBLED_KEY"))
            elif not isinstance(value, SequenceNode):
                self._fault(value, _shape("NOT_A_LIST"))
            else:
                found.append(self._sheet(name, key, value))
            named.add(name)
        return found, self.faults

    def _sheet(self, name: str, key: Node, rows: SequenceNode) -> Sheet:
        read = [self._row(one) for one in rows.value if self._is_row(one)]
        columns: dict[str, Cell] = {}
        for row, marks in read:
            for column in row.cells:
                mark = marks[column].start_mark
                columns.setdefault(column, Cell(column, mark.line + 1, mark.column + 1))
        line = key.start_mark.line + 1
        found = tuple(row for row, _marks in read)
        return Sheet(self.file, name, line, tuple(columns.values()), found)

    def _is_row(self, node: Node) -> bool:
        if not isinstance(node, MappingNode):
            self._fault(node, _shape("NOT_A_MAPPING"))
        return isinstance(node, MappingNode)

    def _row(self, node: MappingNode) -> tuple[Row, dict[str, Node]]:
        cells: dict[str, Cell] = {}
        marks: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else "[…]"
            if name in cells:
                self._fault(key, _written_twice(name))
            elif not isinstance(value, ScalarNode):
                self._fault(value, _no_value(name))
            else:
                mark = value.start_mark
                text = "" if value.tag == NULL else value.value.strip()
                cells[name], marks[name] = Cell(text, mark.line + 1, mark.column + 1), key
        return Row(self.file, node.start_mark.line + 1, cells), marks

    def _fault(self, node: Node, problem: ValueProblem) -> None:
        mark = node.start_mark
        self.faults.append(of_file(self.file, problem, mark.line + 1, mark.column + 1))


def _no_yaml(why: str) -> ValueProblem:
    message = gettext_noop("This cannot be read as YAML: %(why)s.")
    return ValueProblem("NOT_YAML", message, SHAPE, why=why, names=", ".join(SUBJECTS))


def _shape(code: str) -> ValueProblem:
    message = gettext_noop("This is not what belongs here.")
    return ValueProblem(code, message, SHAPE, names=", ".join(SUBJECTS))


def _written_twice(key: str) -> ValueProblem:
    message = gettext_noop("“%(key)s” is written twice.")
    return ValueProblem("DOUBLED_KEY", message, gettext_noop("Accepted: each key once."), key=key)


def _no_value(key: str) -> ValueProblem:
    message = gettext_noop("“%(key)s” has several values.")
    return ValueProblem("NOT_A_VALUE", message, gettext_noop("Accepted: one value."), key=key)
