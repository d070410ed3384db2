"""Lines that changed, with what stays around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.differences import Said, differences

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
