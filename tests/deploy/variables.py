"""Every environment variable that the code reads, found in its syntax trees."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"CGTLIMS_[A-Z_]*[A-Z]|DATABASE_([A-Z]+_)?URL|REDIS_URL")
NOT_THE_CODE = {"tests"}


def read_by_the_code() -> set[str]:
    """Names that stand as whole words in the code; a name is never put together from pieces."""
    return {name for file in code() for name in names_in(file)}


def code() -> list[Path]:
    return [
        file
        for folder in sorted(ROOT.iterdir())
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in NOT_THE_CODE
        for file in sorted(folder.rglob("*.py"))
    ]


def names_in(file: Path) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and NAME.fullmatch(node.value)
    }
