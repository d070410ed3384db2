"""The tree of files that the laws walk."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# From top to bottom: a part knows only the parts below it (docs/architecture.md).
ORDER = (
    "cgtlims", "partners", "batches", "qc", "custody", "monitoring", "bookings", "cleanrooms",
    "materials", "quality", "documents", "people", "integrity", "measures",
)  # fmt: skip
PARTS = tuple(name for name in ORDER if (ROOT / name).is_dir())
APPS = tuple(name for name in PARTS if name not in {"cgtlims", "measures"})
FOREIGN = {"vendor", "node_modules", "__pycache__"}


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Every file of the project with one of these endings; what tools keep is left out."""
    return tuple(
        path
        for path in _walk(ROOT)
        if not suffixes or path.suffix in suffixes or path.name in suffixes
    )


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        is_hidden = path.is_dir() and path.name.startswith(".") and path.name != ".ci"
        if is_hidden or path.name in FOREIGN:
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path


def told(path: Path) -> str:
    """The path as people say it."""
    return path.relative_to(ROOT).as_posix()


def sources(*parts: str) -> list[Path]:
    """The Python files of these parts of the house, without migrations."""
    return [
        path
        for path in files(".py")
        if told(path).split("/")[0] in parts and "migrations" not in path.parts
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
