"""Whatever stands in a master file, it is read or refused: nothing else ever comes out of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import cgtlims.demo
from batches.drafts import MasterDraft
from batches.master_file import read_master
from integrity.refusals import Refused
from tests.batches.master_files import SMALL, dumped

PROCESS = yaml.safe_load(
    (Path(cgtlims.demo.__file__).parent / "processes" / "car_t_master.yaml").read_text("utf-8")
)
HEAD = {key: value for key, value in PROCESS.items() if key != "operations"}
ODD = [
    None, "", " ", 0, -1, 1.5, 10**30, "abc", "1_000", "1e400", "NaN", "−80", [], [[]], [None], {},
    {"lower": None}, {1: 2}, {None: {}}, True, False, "x" * 100_000, "é\u0000\ud800", "a\nb",
    float("nan"), float("inf"), "2026-02-31", "yes", "mL", "number", ["A", "A"], "<<", "*a",
]  # fmt: skip
LAWS = settings(derandomize=True, deadline=None, max_examples=200)


def read_or_refused(text: str) -> MasterDraft | None:
    """The draft, or None when it was refused with reasons that name place and remedy."""
    try:
        return read_master(text)
    except Refused as refused:
        assert refused.blockers
        for blocker in refused.blockers:
            assert blocker.code
            assert blocker.field
            assert str(blocker.message)
            assert blocker.clears
        return None


def places(content: Any, within: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in it, of leaves, lists and mappings alike."""
    inside = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in inside:
        yield (*within, key)
        if isinstance(value, dict | list):
            yield from places(value, (*within, key))


@st.composite
def cut_processes(draw: st.DrawFn) -> dict[str, Any]:
    """The demonstration process cut down to two steps of one of its operations."""
    operation = copy.deepcopy(draw(st.sampled_from(PROCESS["operations"])))
    at = draw(st.integers(0, len(operation["steps"]) - 2))
    operation["number"] = 1
    operation["steps"] = operation["steps"][at : at + 2]
    for number, step in enumerate(operation["steps"], start=1):
        step["number"] = number
    return {**copy.deepcopy(HEAD), "operations": [operation]}


@st.composite
def spoilt_processes(draw: st.DrawFn) -> dict[str, Any]:
    """The same with one to three places holding what does not belong there."""
    content = draw(cut_processes())
    for _ in range(draw(st.integers(1, 3))):
        *within, last = draw(st.sampled_from(list(places(content))))
        holder = content
        for key in within:
            holder = holder[key]
        holder[last] = copy.deepcopy(draw(st.sampled_from(ODD)))
    return content


@LAWS
@given(content=cut_processes())
def test_it_works(content):
    assert read_or_refused(dumped(content)) is not None


@LAWS
@given(content=spoilt_processes())
def test_odd_values_are_read_or_refused(content):
    draft = read_or_refused(dumped(content))
    assert draft is None or draft.faults() == []


@LAWS
@given(
    start=st.integers(0, len(SMALL)),
    length=st.integers(0, 6),
    instead=st.text("abc019 \n\t:-[]{}\"'&*!|>%@`#,?\x00\ud800é", max_size=6),
)
def test_a_damaged_text_is_read_or_refused(start, length, instead):
    read_or_refused(SMALL[:start] + instead + SMALL[start + length :])


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_an_odd_file_is_refused(odd):
    assert read_or_refused(dumped(odd)) is None
