"""Files are small and named by their subject."""

from __future__ import annotations

from importlib import import_module
from statistics import median

from tests.architecture.house import PARTS, files, sources, told

LONGEST = 250
TYPICAL = 80
NAMELESS = {"utils", "util", "core", "common", "helpers", "helper", "misc", "base", "shared"}


def lines() -> dict[str, int]:
    return {
        told(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(".py")
        if "migrations" not in path.parts
    }


def test_it_works():
    assert lines()["manage.py"] < 20


def test_no_file_is_longer_than_one_reads_at_once():
    assert {name: count for name, count in lines().items() if count > LONGEST} == {}


def test_a_typical_file_is_short():
    counts = lines()
    house = [counts[told(path)] for path in sources(*PARTS) if counts[told(path)]]
    assert median(house) <= TYPICAL


def test_every_module_is_named_by_its_subject():
    nameless = [told(path) for path in files(".py") if NAMELESS & {path.stem, path.parent.name}]
    assert nameless == []


def test_every_part_says_what_it_owns_and_never_does():
    said = {name: " ".join((import_module(name).__doc__ or "").split()) for name in PARTS}
    assert [
        name for name, text in said.items() if "never" not in text and "no rules" not in text
    ] == []
    assert [name for name, text in said.items() if text.count(". ") > 3] == []
