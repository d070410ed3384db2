"""Lines that changed, with what stays around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.differences import Said, as_read, differences
from documents.prose import plain_line

LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=12).map("\n".join)


def test_it_works():
    old = "\n".join(["one", "two", "three", "four", "five", "six", "seven"])
    told = differences(old, old.replace("four", "4").replace("seven", "seven\neight"))
    assert [(one.old and one.old.text, one.new and one.new.text, one.skipped) for one in told] == [
        (None, None, 1), ("two", "two", 0), ("three", "three", 0), ("four", "4", 0),
        ("five", "five", 0), ("six", "six", 0), ("seven", "seven", 0), (None, "eight", 0),
    ]  # fmt: skip
    assert differences(old, old) == []


@given(LINES, LINES)
def test_from_what_changed_both_texts_are_had_again(old, new):
    told = differences(old, new)
    assert (told == []) is (old.splitlines() == new.splitlines())
    if not told:
        return
    for side, text in (("old", old), ("new", new)):
        lines, at = text.splitlines(), 0
        for one in told:
            at += one.skipped
            said: Said | None = getattr(one, side)
            if said is not None:
                assert lines[at] == said.text
                at += 1
        assert at == len(lines)


@pytest.mark.parametrize(("line", "read"), [
    ("# Purpose", "Purpose"), ("### 2.1 Scale", "2.1 Scale"),
    ("- Weigh **twice**.", "• Weigh twice."), ("> Ask first", "Ask first"),
    ("1. Receive", "1. Receive"), ("| Scale | *S-3* |", "Scale · S-3"),
    ("|---|:--:|", ""), ("", ""), ("-5 °C to -3 °C", "-5 °C to -3 °C"), ("2 * 3", "2 * 3"),
    ("5*10^6 and 3*10^6", "5*10^6 and 3*10^6"), ("<b>x</b>", "<b>x</b>"), ("#4711", "#4711"),
])  # fmt: skip
def test_a_line_is_shown_without_its_marks_and_loses_nothing_else(line, read):
    assert plain_line(line) == read


def test_where_marks_alone_changed_the_marks_are_shown():
    (line,) = as_read(differences("Weigh twice", "Weigh **twice**"))
    assert (line.old.text, line.new.text) == ("Weigh twice", "Weigh **twice**")
    (line,) = as_read(differences("- Weigh 5 mL", "- Weigh 50 mL"))
    assert (line.old.text, line.new.text) == ("• Weigh 5 mL", "• Weigh 50 mL")
