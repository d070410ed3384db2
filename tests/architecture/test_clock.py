"""The clock is read at the edges only; inside, the instant is passed."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.house import APPS, sources, told, tree

CLOCKS = {
    "timezone.now", "timezone.localdate", "datetime.now", "datetime.today", "datetime.utcnow",
    "date.today", "time.time",
}  # fmt: skip
EDGES = ("web", "api", "management", "demo")
EDGE_MODULES = ("tasks.py", "subscribers.py", "job_kinds.py")
WORK = ("integrity/jobs/", "integrity/outbox/")


def is_edge(path: Path) -> bool:
    name = told(path)
    return path.name in EDGE_MODULES or name.startswith(WORK) or bool({*EDGES} & {*path.parts})


def readings(module: ast.Module) -> list[str]:
    return [
        ast.unparse(node.func)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS
    ]


@pytest.mark.parametrize(
    ("code", "clock"),
    [
        ("at = timezone.now()", ["timezone.now"]),
        ("datetime.now(tz=UTC)", ["datetime.now"]),
        ("at", []),
    ],
)
def test_it_works(code, clock):
    assert readings(ast.parse(code)) == clock


def test_no_rule_reads_the_clock():
    wrong = {
        told(path): read
        for path in sources("measures", *APPS, "cgtlims")
        if not is_edge(path) and (read := readings(tree(path)))
    }
    assert wrong == {}
