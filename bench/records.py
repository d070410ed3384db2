"""A long batch record as plain data, as rich as a real one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from batches.record_pdf.content import (
    Deed,
    Person,
    PrintedEvent,
    PrintedMaster,
    PrintedMaterial,
    PrintedOperation,
    PrintedParameter,
    PrintedRecord,
    PrintedStep,
    RecordedValue,
)
from measures.limits import Limits, judge

BEGUN = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
OPERATIONS, STEPS, PARAMETERS = 20, 6, 8
ACTION, ALERT = Limits(Decimal("2.0"), Decimal("8.0")), Limits(Decimal("2.5"), Decimal("7.5"))
JORIS = Person("jvermaat", "Joris Vermaat", "JV")
AMA = Person("aowusu", "Ama Owusu", "AO")
INSTRUCTION = (
    "Take the bag from the incubator, mix it gently for one minute and draw the sample through"
    " the needle-free port. Read every value aloud; the second person repeats it."
)


def long_record() -> PrintedRecord:
    """120 steps with 8 values each, every one verified."""
    operations = tuple(operation(number) for number in range(1, OPERATIONS + 1))
    return PrintedRecord(
        number="BENCH-26-001",
        version=1,
        status="Executed",
        is_executed=True,
        facility="Demo site",
        sponsor="Northlight Therapeutics",
        is_fictitious=True,
        product_code="CART-CD19",
        product="Humanised CD19 CAR-T cells, autologous",
        patient_code="NLT-0059",
        chain_of_identity="COI-2H8R-09E1",
        master=PrintedMaster("MBR-BENCH v1", "A long process", "0" * 64, Deed(AMA, BEGUN), None),
        created=Deed(JORIS, BEGUN),
        started_at=BEGUN,
        executed_at=BEGUN + timedelta(days=2),
        operations=operations,
        samples=(),
        signatures=(),
        events=events(operations),
    )


def edited_record() -> PrintedRecord:
    """The same record with one other value in its fifth operation."""
    record = long_record()
    operation = record.operations[4]
    step = operation.steps[2]
    changed = replace(step.parameters[3], value=value("6.6"))
    parameters = (*step.parameters[:3], changed, *step.parameters[4:])
    steps = (*operation.steps[:2], replace(step, parameters=parameters), *operation.steps[3:])
    operations = (
        *record.operations[:4],
        replace(operation, steps=steps),
        *record.operations[5:],
    )
    return replace(record, operations=operations)


def operation(number: int) -> PrintedOperation:
    return PrintedOperation(
        sequence=number,
        title=f"Stage {number} of the process",
        room="CR05",
        room_name="Closed process 1",
        grade="C",
        steps=tuple(step(number, place) for place in range(1, STEPS + 1)),
    )


def step(operation: int, place: int) -> PrintedStep:
    at = BEGUN + timedelta(minutes=10 * (operation * STEPS + place))
    return PrintedStep(
        number=f"{operation}.{place}",
        title=f"Sample and measure, round {place}",
        instruction=INSTRUCTION,
        needs_verification=True,
        is_critical=place == 1,
        materials=tuple(PrintedMaterial(f"Wash buffer {lot}", "500 mL") for lot in range(3)),
        equipment=("Cell counter", "Tube welder"),
        parameters=tuple(parameter(operation, place, at) for at in range(PARAMETERS)),
        remark="Value above the alert limit, read twice and confirmed." if place == 3 else "",
        performed=Deed(JORIS, at),
        verified=Deed(AMA, at + timedelta(seconds=40)),
    )


def parameter(operation: int, place: int, at: int) -> PrintedParameter:
    return PrintedParameter(
        name=f"Temperature of bag {at + 1}",
        hint="Infrared thermometer" if at % 4 == 0 else "",
        kind="number",
        unit="°C",
        action=str(ACTION),
        alert=str(ALERT),
        choices=(),
        accepted=(),
        criticality="CPP" if at % 3 == 0 else "",
        value=value(f"{Decimal(25 + (operation * 7 + place * 3 + at) % 50) / 10:.1f}"),
    )


def value(raw: str) -> RecordedValue:
    verdict = judge(Decimal(raw), action=ACTION, alert=ALERT)
    return RecordedValue(raw=raw, number=raw, instant=None, unit="°C", verdict=verdict)


def events(operations: tuple[PrintedOperation, ...]) -> tuple[PrintedEvent, ...]:
    """Performing and verifying of every step."""
    told = [
        (done.by.name, done.at, verb, f"{step.number} {step.title}", step)
        for operation in operations
        for step in operation.steps
        for verb, done in (("performed", step.performed), ("verified", step.verified))
        if done
    ]
    return tuple(
        PrintedEvent(seq, at, who, f"batch_step.{verb}", subject, "", entries(verb, step))
        for seq, (who, at, verb, subject, step) in enumerate(told, start=1)
    )


def entries(verb: str, step: PrintedStep) -> dict[str, list[dict[str, str]]]:
    if verb == "verified":
        return {}
    return {
        "entries": [
            {
                "parameter": one.name,
                "value": one.value.raw,
                "unit": "Cel",
                "verdict": one.value.verdict.value,
            }
            for one in step.parameters
            if one.value
        ]
    }
