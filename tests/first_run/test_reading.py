"""What may be written in several ways is read alike; templates and schema are the subjects'."""

from __future__ import annotations

from pathlib import Path

import pytest

from cgtlims.first_run.reading import read_table
from cgtlims.first_run.schema import document
from cgtlims.first_run.shaping import Shaping
from cgtlims.first_run.subjects import ALL
from cgtlims.first_run.templates import csv_template, yaml_template
from tests.first_run import facility

SCHEMA = Path(__file__).parents[2] / "docs" / "first-run-schema.md"
ROOMS = facility.ROOMS


def cells(file, content):
    (sheet,), faults = read_table(file, facility.upload({file: content}).tables[0].text)
    assert faults == []
    return [{name: cell.text for name, cell in row.cells.items()} for row in sheet.rows]


@pytest.mark.parametrize(
    "content",
    [
        ROOMS.encode("utf-8-sig"),
        ROOMS.replace("\n", "\r\n").encode(),
        ROOMS.replace("\n", "\n\n").encode(),
        ROOMS.replace(",", ";").replace("Open;", "Open,").encode(),
        ROOMS.replace("CR21", '"CR21"').encode(),
    ],
)
def test_other_ways_to_write_the_same_csv(content):
    assert cells("rooms.csv", content) == cells("rooms.csv", ROOMS.encode())
    assert cells("rooms-suite-9.csv", content)[1]["name"] == "Open, handling"


def test_a_cell_may_have_lines_and_the_next_row_knows_its_own():
    text = ROOMS.replace('"Open, handling"', '"Open,\nhandling"') + "CR23,a,b,QC,C,0,0,1,1\n"
    (sheet,), _faults = read_table("rooms.csv", text)
    assert [row.line for row in sheet.rows] == [2, 3, 5]


def test_yaml_says_every_value_as_it_is_written():
    text = "materials:\n  - {code: 010, coldest: 2.50, warmest: ~, name: yes, unit: 1_0}\n"
    assert cells("all.yaml", text.encode()) == [
        {"code": "010", "coldest": "2.50", "warmest": "", "name": "yes", "unit": "1_0"}
    ]


@pytest.mark.parametrize("subject", ALL, ids=lambda one: one.name)
def test_a_template_is_read_without_a_fault(subject):
    sheets, faults = read_table(f"{subject.name}.csv", csv_template(subject))
    shaping = Shaping()
    shaping.take(sheets[0])
    assert [*faults, *shaping.faults] == []
    assert len(shaping.items[subject.name]) == 1


@pytest.mark.parametrize("subject", ALL, ids=lambda one: one.name)
def test_no_cell_of_a_template_is_a_formula(subject):
    assert [
        one.example for one in subject.columns if one.example[:1] in "=+-@\t" and one.example
    ] == []


def test_the_yaml_template_holds_every_column_and_is_read_without_a_fault():
    sheets, faults = read_table("first-run.yaml", yaml_template())
    shaping = Shaping()
    for sheet in sheets:
        shaping.take(sheet)
    assert [*faults, *shaping.faults] == []
    assert {sheet.subject: [one.text for one in sheet.columns] for sheet in sheets} == {
        one.name: [column.name for column in one.columns] for one in ALL
    }


def test_the_documented_schema_is_that_of_the_subjects():
    """`manage.py describe_files` writes it."""
    assert SCHEMA.read_text(encoding="utf-8") == document()
