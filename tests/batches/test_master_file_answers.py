"""Answers, kinds and switches that a master cannot have are refused, with what is accepted."""

from __future__ import annotations

import pytest

from batches.master_file import read_master
from tests.batches.master_cases import named, neighbour_read, refused
from tests.batches.master_files import APPEARANCE, IDENTITY, LOT, TEMPERATURE, changed, put

CASES = [
    (f"{APPEARANCE}/choices", "Intact", "NOT_A_LIST", "a list", ["Intact", "Leaking"]),
    (f"{APPEARANCE}/choices", None, "REQUIRED", "a list", ["Intact", "Leaking"]),
    (f"{APPEARANCE}/choices", {}, "NOT_A_LIST", "a list", ["Intact", "Leaking"]),
    (f"{APPEARANCE}/choices", [], "TOO_FEW_CHOICES", "2 or more", ["Intact", "Leaking"]),
    (f"{APPEARANCE}/choices", ["Intact"], "TOO_FEW_CHOICES", "2 or more", ["Intact", "No"]),
    (f"{APPEARANCE}/choices", ["Intact", "Intact"], "DOUBLED", "only once", ["Intact", "Not"]),
    (f"{APPEARANCE}/choices", ["Intact", "intact"], "DOUBLED", "only once", ["Intact", "In tact"]),
    (f"{APPEARANCE}/choices", ["Intact", True], "NOT_TEXT", "in quotes", ["Intact", "yes"]),
    (f"{APPEARANCE}/choices", ["Intact", 2], "NOT_TEXT", "in quotes", ["Intact", "2"]),
    (f"{APPEARANCE}/choices", ["Intact", None], "REQUIRED", "1 to 120", ["Intact", "None"]),
    (f"{APPEARANCE}/choices", ["Intact", ""], "REQUIRED", "1 to 120", ["Intact", "-"]),
    (f"{APPEARANCE}/choices", ["Intact", []], "NOT_TEXT", "in quotes", ["Intact", "[]"]),
    (f"{APPEARANCE}/choices", ["Intact", "a" * 121], "LENGTH", "1 to 120", ["Intact", "a" * 120]),
    (f"{APPEARANCE}/accepted", ["Whole"], "NOT_A_CHOICE", "Intact, Leaking, Clotted", ["Clotted"]),
    (f"{APPEARANCE}/accepted", "Intact", "NOT_A_LIST", "a list", ["Intact"]),
    (f"{APPEARANCE}/accepted", None, "REQUIRED", "a list", []),
    (f"{APPEARANCE}/accepted", ["Intact", "Intact"], "DOUBLED", "only once", ["Intact"]),
    (f"{IDENTITY}/accepted", ["sure"], "NOT_A_CHOICE", "yes, no", ["yes"]),
    (f"{IDENTITY}/accepted", [True], "NOT_TEXT", "in quotes", ["yes"]),
    (f"{LOT}/accepted", ["A1"], "OTHER_KIND", "choice, yes_no", []),
    (f"{LOT}/choices", ["A1", "A2"], "OTHER_KIND", "choice", []),
    (f"{LOT}/unit", "mL", "OTHER_KIND", "number", ""),
    (f"{LOT}/decimals", 1, "OTHER_KIND", "number", None),
    (f"{LOT}/action", {"lower": "1"}, "OTHER_KIND", "number", None),
    (f"{LOT}/alert", {"lower": "1"}, "OTHER_KIND", "number", None),
    (f"{IDENTITY}/max_length", 20, "OTHER_KIND", "text", 200),
    (f"{IDENTITY}/min_length", 2, "OTHER_KIND", "text", 0),
    (f"{TEMPERATURE}/kind", "float", "NOT_A_CHOICE", "number, text, choice", "number"),
    (f"{TEMPERATURE}/kind", None, "REQUIRED", "number, text, choice", "number"),
    (f"{TEMPERATURE}/kind", [], "NOT_A_CHOICE", "number, text, choice", "number"),
    (f"{TEMPERATURE}/criticality", "XXX", "NOT_A_CHOICE", "CPP, CQA, IPC", "CQA"),
    (f"{TEMPERATURE}/criticality", False, "NOT_A_CHOICE", "CPP, CQA, IPC", "CPP"),
    (f"{TEMPERATURE}/criticality", "", "NOT_A_CHOICE", "CPP, CQA, IPC", "CPP"),
    (f"{TEMPERATURE}/criticality", None, "REQUIRED", "CPP, CQA, IPC", "IPC"),
    ("operations/1/room_grade", "E", "NOT_A_CHOICE", "A, B, C, D, CNC", "CNC"),
    ("operations/1/room_grade", 3, "NOT_A_CHOICE", "A, B, C, D, CNC", "A"),
    ("operations/0/steps/0/verified", "no", "NOT_TRUE_OR_FALSE", "true, false", False),
    ("operations/0/steps/0/verified", 1, "NOT_TRUE_OR_FALSE", "true, false", True),
    ("operations/0/steps/0/verified", None, "REQUIRED", "true, false", True),
    ("operations/0/steps/0/critical", "true", "NOT_TRUE_OR_FALSE", "true, false", True),
    ("operations/0/steps/0/critical", [], "NOT_TRUE_OR_FALSE", "true, false", False),
    ("product/autologous", "no", "NOT_TRUE_OR_FALSE", "true, false", False),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_wrong_value_is_refused_with_what_is_accepted(case):
    refused(case)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_its_neighbour_is_read(case):
    neighbour_read(case)


def test_line_breaks_and_spaces_in_a_row_count_as_one_space():
    text = changed(put(f"{APPEARANCE}/choices", [" Intact", "Not\n intact  at all "]))
    (_, appearance, _) = read_master(text).operations[0].steps[1].parameters
    assert appearance.choices == ("Intact", "Not intact at all")
