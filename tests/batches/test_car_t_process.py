"""The demo's CAR-T process is the one of the field, stage by stage and limit by limit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import cgtlims.demo
from batches.drafts import MasterDraft
from batches.master_file import read_master
from measures.units import unit

CAR_T = Path(cgtlims.demo.__file__).parent / "processes" / "car_t_master.yaml"


@pytest.fixture(scope="module")
def process() -> MasterDraft:
    return read_master(CAR_T.read_text(encoding="utf-8"))


def test_it_works(process):
    assert [operation.title for operation in process.operations] == [
        "Apheresis receipt",
        "Line clearance",
        "Wash and selection",
        "Activation",
        "Transduction",
        "Wash day 3",
        "Expansion",
        "Harvest",
        "Formulation",
        "Fill and label",
        "Cryopreserve",
    ]
    assert sum(len(operation.steps) for operation in process.operations) == 107


@pytest.mark.parametrize(
    ("operation", "name", "limits", "code"),
    [
        (1, "Bag temperature on receipt", "2.0 – 8.0", "Cel"),
        (1, "Time since collection", "≤ 48.0", "h"),
        (1, "Total nucleated cells", "≥ 2.00", "10*9"),
        (1, "CD3+ viability", "≥ 90.0", "%"),
        (2, "Differential pressure", "≥ 10", "Pa"),
        (3, "Recovery of viable CD3+", "≥ 40.0", "%"),
        (3, "Purity, CD3+ of viable CD45+", "≥ 90.0", "%"),
        (3, "Run time", "4.0 – 6.0", "h"),
        (4, "Incubator temperature", "36.5 – 37.5", "Cel"),
        (4, "Incubator CO₂", "4.5 – 5.5", "%"),
        (5, "Activation time", "16.0 – 24.0", "h"),
        (5, "MOI", "5.0 – 10.0", "{MOI}"),
        (5, "Time from thaw to use", "≤ 2.0", "h"),
        (5, "Vector exposure", "22.0 – 26.0", "h"),
        (6, "Residual supernatant", "≤ 1.00", "%"),
        (7, "Viable cell density", "0.50 – 3.00", "10*6/mL"),
        (7, "Glucose", "> 2.0", "mmol/L"),
        (7, "Lactate", "< 20.0", "mmol/L"),
        (7, "CAR+ of viable CD3+", "≥ 5.0", "%"),
        (8, "Viability at harvest", "≥ 80.0", "%"),
        (9, "Time at room temperature since harvest", "≤ 4.0", "h"),
        (9, "DMSO", "5.0 – 10.0", "%"),
        (10, "Net volume", "47.5 – 52.5", "mL"),
        (10, "Label reconciliation", "100.0 – 100.0", "%"),
        (11, "DMSO contact before freezing", "≤ 30", "min"),
        (11, "Mean cooling rate to −80 °C", "-1.2 – -0.8", "Cel/min"),
        (11, "Product temperature at the end", "≤ -80.0", "Cel"),
        (11, "Storage temperature", "≤ -130.0", "Cel"),
    ],
)
def test_it_has_the_limits_of_the_field(process, operation, name, limits, code):
    found = {
        (str(parameter.action), parameter.unit)
        for one in process.operations[operation - 1].steps
        for parameter in one.parameters
        if parameter.name == name
    }
    assert found == {(limits, code)}


def test_it_activates_a_hundred_million_cells(process):
    (cells,) = [
        parameter
        for one in process.operations[3].steps
        for parameter in one.parameters
        if parameter.name == "Viable cells for activation"
    ]
    assert cells.action.hold(Decimal("1.00"))
    assert unit(cells.unit).factor == 10**8


def test_it_has_a_second_person_where_the_field_has_one(process):
    verified = [
        sum(step.needs_verification for step in operation.steps) for operation in process.operations
    ]
    wash_day_3 = verified.pop(5)
    assert all(verified), verified
    assert wash_day_3 == 0
