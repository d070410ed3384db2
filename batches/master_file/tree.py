"""A file as nested mappings and lists, with the line of everything in it."""

from __future__ import annotations

from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode

from batches.drafts import ROOT, Fault, Place
from batches.drafts.showing import short
from batches.master_file.loader import plain_value
from measures.problems import ValueProblem, gettext_noop


class Tree:
    """What a file says. A key written twice is a fault: one of the two would silently be lost."""

    def __init__(self, root: Node) -> None:
        self.faults: list[Fault] = []
        self._lines: dict[tuple[str | int, ...], int] = {(): 1}
        self.content = self._value(root, ROOT)

    def line(self, place: Place) -> int:
        """The line of what stands there; if it is missing, of what it is missing in."""
        while place.path not in self._lines:
            place = place.within
        return self._lines[place.path]

    def _value(self, node: Node, place: Place) -> Any:
        if isinstance(node, ScalarNode):
            return plain_value(node)
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        return [self._inside(one, one, place / at) for at, one in enumerate(node.value)]

    def _mapping(self, node: MappingNode, place: Place) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else "[…]"
            if key in content:
                self.faults.append(Fault(place / key, _written_twice(key)))
            content[key] = self._inside(key_node, value_node, place / key)
        return content

    def _inside(self, begin: Node, node: Node, place: Place) -> Any:
        self._lines[place.path] = begin.start_mark.line + 1
        return self._value(node, place)


def _written_twice(key: str) -> ValueProblem:
    return ValueProblem(
        "DOUBLED_KEY",
        gettext_noop("“%(key)s” is written twice."),
        gettext_noop("Accepted: each key once."),
        key=short(key),
    )
