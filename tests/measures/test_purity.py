"""The package as a whole: what was checked cannot be changed, and no float gets in."""

from __future__ import annotations

import ast
import inspect
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import measures

MODULES = [
    import_module(found.name) for found in walk_packages(measures.__path__, f"{measures.__name__}.")
]
CLASSES = {
    found
    for module in MODULES
    for _name, found in inspect.getmembers(module, inspect.isclass)
    if found.__module__.startswith("measures.") and is_dataclass(found)
}


def floats(source: str) -> list[int]:
    """The lines that write a float, or make one."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in {"float", "math.sqrt"})
    ]


@pytest.mark.parametrize(
    ("source", "lines"), [("x = 1\ny = 0.5", [2]), ("float('1')", [1]), ("Decimal('0.5')", [])]
)
def test_it_works(source: str, lines: list[int]) -> None:
    assert floats(source) == lines


def test_no_float_gets_in() -> None:
    assert len(MODULES) > 20
    found = {module.__name__: floats(Path(module.__file__).read_text()) for module in MODULES}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("kind", sorted(CLASSES, key=str), ids=lambda kind: kind.__name__)
def test_what_was_checked_cannot_be_changed(kind: type) -> None:
    assert kind.__dataclass_params__.frozen
