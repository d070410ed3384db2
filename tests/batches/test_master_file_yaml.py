"""What is no YAML, or YAML that says no record, is refused with the line."""

from __future__ import annotations

import pytest

from batches.master_file import read_master
from batches.models import ParameterKind
from tests.batches.master_files import SMALL, TEMPERATURE, changed, only, put, said


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("code: A\ntitle: [a\n", 3, 1),
        ("code: A\ntitle: a: b\n", 2, 9),
        ("code: A\n\ttitle: b\n", 2, 1),
        ("code: A\n\n  title: b\n", 3, 8),
        ("code: A\n---\ncode: B\n", 2, 1),
        ("code: 'A\n", 2, 1),
        ("code: A\nversion: 1\ntitle: \x07\n", 3, 8),
        ("code: %A\n", 1, 7),
        ('code: "\\UFFFFFFFF"\n', 1, 10),
        ("%YAML 1." + "1" * 5000 + "\n---\ncode: A\n", 1, 9),
    ],
)
def test_what_does_not_parse_is_refused_with_line_and_column(text, line, column):
    blocker = only(text)
    assert (blocker.code, blocker.field) == ("NOT_YAML", "file")
    assert str(blocker.message).startswith(f"line {line}, column {column}: This cannot be read")
    assert "code, operations" in blocker.clears


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code: &a A\ntitle: *a\n", 1),
        ("code: A\ntitle: *a\n", 2),
        ("code: A\nversion: !!int abc\n", 2),
        ("code: !!python/object/apply:os.getcwd []\n", 1),
        ("code: !!timestamp x\n", 1),
        ("a: " + "[" * 5000, 1),
        ("a: &x [*x]", 1),
    ],
)
def test_yaml_beyond_what_a_master_needs_is_refused(text, line):
    blocker = only(text)
    assert (blocker.code, blocker.field) == ("NOT_YAML", "file")
    assert str(blocker.message).startswith(f"line {line}, column ")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a note\n", "---\n", "null\n", "~"])
def test_an_empty_file_is_refused(text):
    blocker = only(text)
    assert (blocker.code, blocker.field) == ("EMPTY_FILE", "file")
    assert "code, operations" in blocker.clears


@pytest.mark.parametrize("text", ["just words", "- 1\n- 2\n", "42", "true", "[]"])
def test_a_file_that_is_no_mapping_is_refused(text):
    blocker = only(text)
    assert (blocker.code, blocker.field) == ("NOT_A_MAPPING", "file")
    assert str(blocker.message).startswith("line 1, the file: ")
    assert "code, operations" in blocker.clears


def test_a_file_that_is_far_too_long_is_refused_unread():
    blocker = only(SMALL + "#" * 2_000_000)
    assert (blocker.code, blocker.field) == ("LENGTH", "file")
    assert "2000000" in blocker.clears


def test_a_mapping_that_says_nothing_lists_what_is_needed():
    assert [blocker.field for blocker in said("{}")] == ["code", "version", "title", "operations"]


def test_a_byte_order_mark_is_no_fault():
    assert read_master(f"\ufeff{SMALL}") == read_master(SMALL)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-11-02", "2026-11-02"),
        ("2026-02-31", "2026-02-31"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("0x_", "0x_"),
        ("=", "="),
        ("'<<'", "<<"),
        ("1" * 100, "1" * 100),
        (":".join(["59"] * 66), ":".join(["59"] * 66)),
    ],
)
def test_a_text_is_kept_as_it_was_written(written, kept):
    assert read_master(SMALL.replace("Cells lose viability outside 2 to 8 °C.", written)) == (
        read_master(changed(put(f"{TEMPERATURE}/rationale", kept)))
    )


@pytest.mark.parametrize("written", ["010", "1_0", "0x1", "1:30", "+1", "1" * 5000, "1e0", "abc"])
def test_a_whole_number_is_written_with_plain_digits(written):
    blocker = only(SMALL.replace("version: 1", f"version: {written}"))
    assert (blocker.code, blocker.field) == ("NOT_A_WHOLE_NUMBER", "version")


@pytest.mark.parametrize(
    "written", [".nan", "-.inf", "1e400", "1_000", "0x1F", "1:30", ":".join(["59"] * 300) + ".0"]
)
def test_an_unquoted_quantity_that_is_no_decimal_is_refused(written):
    blocker = only(SMALL.replace('quantity: "500"', f"quantity: {written}"))
    assert blocker.code == "NOT_A_NUMBER"


def test_yes_and_no_of_yaml_are_true_and_false():
    text = SMALL.replace("verified: true", "verified: yes").replace(
        "critical: true", "critical: no"
    )
    step = read_master(text).operations[0].steps[0]
    assert (step.needs_verification, step.is_critical) == (True, False)
    assert step.parameters[0].kind is ParameterKind.YES_NO
