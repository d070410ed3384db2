"""A key that is missing, misspelt or written twice is named, with the one that was meant."""

from __future__ import annotations

import pytest

from batches.master_file import read_master
from tests.batches.master_files import (
    BUFFER,
    SMALL,
    TEMPERATURE,
    changed,
    left_out,
    only,
    put,
    said,
)  # fmt: skip


@pytest.mark.parametrize(
    ("place", "accepted"),
    [
        ("code", "1 to 40 characters"),
        ("version", "1 to 32767"),
        ("title", "1 to 200 characters"),
        ("operations", "1 or more"),
        ("operations/0/number", "Accepted: 1"),
        ("operations/0/title", "1 to 120 characters"),
        ("operations/0/room_grade", "A, B, C, D, CNC"),
        ("operations/1/steps", "1 or more"),
        ("operations/1/steps/0/title", "1 to 200 characters"),
        ("operations/1/steps/0/instruction", "1 to 5000 characters"),
        ("operations/1/steps/0/parameters", "1 or more"),
        (f"{BUFFER}/name", "1 to 200 characters"),
        (f"{TEMPERATURE}/name", "1 to 200 characters"),
        (f"{TEMPERATURE}/kind", "number, text, choice, yes_no, date_time"),
    ],
)
def test_a_missing_key_is_named_with_what_it_takes(place, accepted):
    blocker = only(changed(left_out(place)))
    assert (blocker.code, blocker.field) == ("REQUIRED", place)
    assert f"{place.rpartition('/')[2]}: " in str(blocker.message)
    assert accepted in blocker.clears


@pytest.mark.parametrize(
    "place",
    ["product", f"{TEMPERATURE}/alert", f"{TEMPERATURE}/decimals", "operations/0/steps/0/number"],
)
def test_a_key_that_is_not_needed_may_be_left_out(place):
    read_master(changed(left_out(place)))


@pytest.mark.parametrize(
    ("place", "meant", "accepted"),
    [
        ("titel", "title", "code, operations, product, title, version"),
        ("Code", "code", "code, operations"),
        ("product/autologus", "autologous", "autologous, code, name"),
        ("operations/0/rom_grade", "room_grade", "number, room_grade, steps, title"),
        ("operations/0/steps/0/verify", "verified", "critical, equipment"),
        ("operations/0/steps/0/parameter", "parameters", "critical, equipment"),
        (f"{BUFFER}/quantitiy", "quantity", "name, quantity, unit"),
        (f"{TEMPERATURE}/maxlength", "max_length", "accepted, action, alert"),
        (f"{TEMPERATURE}/action/uper", "upper", "lower, lower_exclusive, upper, upper_exclusive"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(place, meant, accepted):
    blocker = only(changed(put(place, "x")))
    assert (blocker.code, blocker.field) == ("UNKNOWN_KEY", place)
    assert f"“{place.rpartition('/')[2]}” is not a key here" in str(blocker.message)
    assert f"Did you mean “{meant}”?" in blocker.clears
    assert accepted in blocker.clears


def test_a_key_that_resembles_none_is_named_with_all_that_are_accepted():
    blocker = only(changed(put("operations/0/xxx", "x")))
    assert blocker.clears == "Accepted: number, room_grade, steps, title."


@pytest.mark.parametrize(
    ("line", "key"), [("yes: 1", "yes"), ("1: 1", "1"), ("null: 1", "null"), ("a/b~c: 1", "a/b~c")]
)
def test_a_key_is_named_as_it_was_written(line, key):
    blocker = only(f"{SMALL}\n{line}\n")
    assert blocker.code == "UNKNOWN_KEY"
    assert f"“{key}”" in str(blocker.message)
    assert blocker.field == key.replace("~", "~0").replace("/", "~1")


def test_a_key_that_is_no_text_is_refused():
    blocker = only(f"{SMALL}\n? [a, b]\n: 1\n")
    assert (blocker.code, blocker.field) == ("UNKNOWN_KEY", "[…]")
    assert "code, operations" in blocker.clears


@pytest.mark.parametrize(
    ("before", "after", "field", "line"),
    [
        ("version: 1\n", "version: 1\nversion: 2\n", "version", 3),
        ("decimals: 1,", "decimals: 1, decimals: 2,", f"{TEMPERATURE}/decimals", 22),
        (
            "        verified: true\n        critical: true\n",
            "        verified: true\n        critical: true\n        verified: false\n",
            "operations/0/steps/0/verified",
            15,
        ),
    ],
)
def test_a_key_written_twice_is_refused_with_its_line(before, after, field, line):
    blocker = only(SMALL.replace(before, after, 1))
    assert (blocker.code, blocker.field) == ("DOUBLED_KEY", field)
    assert str(blocker.message).startswith(f"line {line}, ")
    assert "once" in blocker.clears


def test_doubled_keys_are_told_with_everything_else():
    text = SMALL.replace("version: 1\n", "version: 1\nversion: 2\n").replace("unit: mL", "unit: ml")
    assert [blocker.code for blocker in said(text)] == ["DOUBLED_KEY", "UNKNOWN_UNIT"]
