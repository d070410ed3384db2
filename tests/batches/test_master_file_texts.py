"""Names, titles, texts and lists that a master cannot have are refused, with what is accepted."""

from __future__ import annotations

import pytest

from tests.batches.master_cases import named, neighbour_read, refused
from tests.batches.master_files import BUFFER, COLLECTED, IDENTITY

TEXTS = [
    ("code", None, "REQUIRED", "1 to 40", "MBR-2"),
    ("code", "", "REQUIRED", "1 to 40", "MBR-2"),
    ("code", "M" * 41, "LENGTH", "1 to 40", "M" * 40),
    ("code", 12, "NOT_TEXT", "in quotes", "12"),
    ("title", None, "REQUIRED", "1 to 200", "A title"),
    ("title", "   ", "REQUIRED", "1 to 200", "A title"),
    ("title", "T" * 201, "LENGTH", "1 to 200", "T" * 200),
    ("title", ["A title"], "NOT_TEXT", "in quotes", "A title"),
    ("title", True, "NOT_TEXT", "in quotes", "true"),
    ("title", "A\x00B", "NOT_PRINTABLE", "printed", "A B"),
    ("title", "A\ud800B", "NOT_PRINTABLE", "printed", "A×10⁶ ≥ 2 °C"),
    ("product", "CART", "NOT_A_MAPPING", "code, name, autologous", {"code": "CART-CD19"}),
    ("product/code", 3, "NOT_TEXT", "in quotes", "CART"),
    ("product/name", "", "REQUIRED", "1 to 200", "A product"),
    ("operations/0/title", "T" * 121, "LENGTH", "1 to 120", "T" * 120),
    ("operations/0/title", None, "REQUIRED", "1 to 120", "Receipt"),
    ("operations/0/steps/0/title", "T" * 201, "LENGTH", "1 to 200", "T" * 200),
    ("operations/0/steps/0/title", {}, "NOT_TEXT", "in quotes", "Receipt"),
    ("operations/0/steps/0/instruction", "", "REQUIRED", "1 to 5000", "Do it."),
    ("operations/0/steps/0/instruction", None, "REQUIRED", "1 to 5000", "Do it.\nThen stop."),
    ("operations/0/steps/0/instruction", "i" * 5001, "LENGTH", "1 to 5000", "i" * 5000),
    ("operations/0/steps/0/instruction", 1, "NOT_TEXT", "in quotes", "One."),
    ("operations/0/steps/0/instruction", "a\x07b", "NOT_PRINTABLE", "printed", "a\tb"),
    ("operations/0/steps/1/equipment", "Balance", "NOT_A_LIST", "a list", ["Balance"]),
    ("operations/0/steps/1/equipment", None, "REQUIRED", "a list", []),
    ("operations/0/steps/1/equipment", [None], "REQUIRED", "1 to 120", ["Balance"]),
    ("operations/0/steps/1/equipment", ["e" * 121], "LENGTH", "1 to 120", ["e" * 120]),
    ("operations/0/steps/1/equipment", ["Balance", "Balance"], "DOUBLED", "only once", ["Balance"]),
    (f"{BUFFER}/name", None, "REQUIRED", "1 to 200", "Buffer"),
    (f"{BUFFER}/name", "b" * 201, "LENGTH", "1 to 200", "b" * 200),
    (f"{COLLECTED}/name", "", "REQUIRED", "1 to 200", "Collected"),
    (f"{COLLECTED}/name", "n" * 201, "LENGTH", "1 to 200", "n" * 200),
    (f"{COLLECTED}/name", "Bag temperature", "DOUBLED", "its own", "Bag collected at"),
    (f"{COLLECTED}/name", "bag Temperature", "DOUBLED", "its own", "Bag collected at"),
    (f"{COLLECTED}/hint", "h" * 301, "LENGTH", "0 to 300", "h" * 300),
    (f"{COLLECTED}/hint", None, "REQUIRED", "0 to 300", ""),
    (f"{COLLECTED}/hint", False, "NOT_TEXT", "in quotes", "no"),
    (f"{IDENTITY}/rationale", "", "NO_RATIONALE", "1 to 5000", "Because."),
    (f"{IDENTITY}/rationale", None, "REQUIRED", "0 to 5000", "Because."),
    (f"{IDENTITY}/rationale", "r" * 5001, "LENGTH", "0 to 5000", "r" * 5000),
]  # fmt: skip

MATERIAL, PARAMETER = {"name": "Set"}, {"name": "Seen at", "kind": "date_time"}
STEP = {"title": "Look", "instruction": "Look at it.", "parameters": [PARAMETER]}

LISTS = [
    ("operations", [], "REQUIRED", "1 or more", None),
    ("operations", None, "REQUIRED", "1 or more", None),
    ("operations", {}, "NOT_A_LIST", "1 or more", None),
    ("operations", "wash", "NOT_A_LIST", "1 or more", None),
    ("operations/1", "wash", "NOT_A_MAPPING", "room_grade", None),
    ("operations/1", None, "NOT_A_MAPPING", "room_grade", None),
    ("operations/1/steps", [], "REQUIRED", "1 or more", [STEP]),
    ("operations/1/steps", None, "REQUIRED", "1 or more", [STEP]),
    ("operations/1/steps", [STEP] * 1000, "TOO_MANY", "up to 999", [STEP] * 2),
    ("operations/1/steps/0", [], "NOT_A_MAPPING", "instruction", STEP),
    ("operations/1/steps/0/parameters", [], "REQUIRED", "1 or more", [PARAMETER]),
    ("operations/1/steps/0/parameters", "x", "NOT_A_LIST", "1 or more", [PARAMETER]),
    ("operations/1/steps/0/parameters/0", 5, "NOT_A_MAPPING", "criticality", PARAMETER),
    ("operations/1/steps/0/materials", None, "REQUIRED", "a list", []),
    ("operations/1/steps/0/materials", "Set", "NOT_A_LIST", "a list", [MATERIAL]),
    ("operations/0/steps/2/materials/0", "Set", "NOT_A_MAPPING", "quantity", MATERIAL),
]

CASES = TEXTS + LISTS


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_wrong_value_is_refused_with_what_is_accepted(case):
    refused(case)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_its_neighbour_is_read(case):
    neighbour_read(case)
