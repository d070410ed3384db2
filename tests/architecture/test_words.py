"""Words that belong to somebody's machine, or to a place where packages come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.house import files, told

# A home, a working folder or a mount of one machine; PostgreSQL's refusal of root is no path.
MACHINE = re.compile(r"(?<![\w.:}])/(?:work|root|home/\w+|Users/\w+|mnt|workspace)/")
REGISTRY = re.compile(
    r"pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|proxy\.golang\.org|crates\.io"
)
LOCKED = {"uv.lock", "package-lock.json"}  # where each package came from is what a lock is for
HERE = Path(__file__)
TEXTS = [path for path in files() if path.suffix not in {".png", ".woff2", ".ttf", ".pdf", ".ico"}]


def lines_with(words: re.Pattern[str], left_out: set[str]) -> list[str]:
    return [
        f"{told(path)}:{number}: {line.strip()[:80]}"
        for path in TEXTS
        if path != HERE and told(path) not in left_out
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if words.search(line)
    ]


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("see /work/shared/design", True),
        ("HOME=/root/.cache", True),
        ("cd /home/anna/lims", True),
        ("the /homepage", False),
        ("static/work/", False),
        ("/batches/", False),
    ],
)
def test_it_works(line, is_found):
    assert bool(MACHINE.search(line)) is is_found


def test_no_path_of_one_machine_is_written_down():
    assert lines_with(MACHINE, LOCKED) == []


def test_no_registry_is_written_down():
    assert lines_with(REGISTRY, LOCKED) == []
