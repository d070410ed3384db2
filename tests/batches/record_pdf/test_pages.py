"""What a reviewer finds on the pages of a printed batch record."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStep
from batches.record_pdf.content import PrintedRecord
from batches.record_pdf.make import title_page
from batches.record_pdf.plan import Chapter, chapters, sections
from batches.record_pdf.read import read_record
from documents.rendering.sections import Sections
from people.models import User
from tests.batches.record_pdf.conftest import NOTE, printed
from tests.cast import NOW, answers
from tests.documents import reading
from tests.signing import verify


def test_every_page_has_number_batch_hash_and_printer(executed_record: PrintedRecord) -> None:
    made = printed(executed_record)
    found = reading.pages(made.content)
    digest = executed_record.digest()
    assert made.pages == len(found) > len(executed_record.operations)
    for at, page in enumerate(found, start=1):
        assert f"Page {at} of {made.pages}" in page
        assert "Batch record CART-26-001" in page
        assert f"Record hash {digest[:4]} {digest[4:8]} … {digest[-4:]}" in page
        assert "Printed 19 Nov 2026 14:03:05 CET by Mara Lindqvist" in page
        assert "NOT RELEASED" in page
        assert "DEMO DATA, not a GMP record" in page


def test_the_title_page_says_whose_cells_they_are(executed_record: PrintedRecord) -> None:
    title = reading.pages(printed(executed_record).content)[0]
    for words in (
        "Executed batch record",
        "COI-2H8R-09E1",
        "NLT-0059",
        "Northlight Therapeutics",
        "Humanised CD19 CAR-T cells, autologous",
        "MBR-SMALL-01 v1",
        "5 of 5 steps done",
        "CR05",
        "Joris Vermaat (JV), Ama Owusu (AO)",
        "Europe/Amsterdam (CET = UTC+01:00)",
        executed_record.digest(),
        executed_record.master.digest,
    ):
        assert words in title


def test_the_contents_lead_to_the_pages(executed_record: PrintedRecord) -> None:
    content = printed(executed_record).content
    found = reading.pages(content)
    with reading.internals(content) as pdf:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages, start=1)}
        targets = [numbers[note.Dest[0].objgen] for note in pdf.pages[0].obj.Annots]
    listed = chapters(sections(executed_record, NOTE))
    assert len(targets) == len(listed) == 8
    for chapter, page in zip(listed, targets, strict=True):
        assert f"{chapter.mark} {chapter.title} {page}" in found[0]
        assert f"{chapter.mark} {chapter.title}" in found[page - 1]


def test_contents_of_several_pages_count_themselves(executed_record: PrintedRecord) -> None:
    press = Sections()
    listed = [Chapter(f"X{at}", f"Chapter of {at}", f"x{at}") for at in range(80)]
    body = press.pdf("".join(f'<h2 id="{chapter.anchor}">x</h2>' for chapter in listed))
    title = title_page(executed_record, executed_record.digest(), listed, [body], press)
    taken = len(reading.pages(title))
    assert taken > 1
    assert f"X0 Chapter of 0 {taken + 1} X1 Chapter of 1 {taken + 1}" in reading.text(title)


def test_the_outline_has_every_step(executed_record: PrintedRecord) -> None:
    with reading.internals(printed(executed_record).content) as pdf, pdf.open_outline() as outline:
        first = outline.root[1]
        assert first.title == "1 Apheresis receipt"
        assert [item.title for item in first.children] == [
            "1.1 Compare patient code on bag, form and order",
            "1.2 Record the temperature on receipt",
            "1.3 Record the lot of the wash buffer",
        ]


def test_every_step_and_entry_is_printed(executed_record: PrintedRecord) -> None:
    text = reading.text(printed(executed_record).content)
    for step in executed_record.steps():
        assert f"{step.number}" in text
        assert step.title in text
        assert step.instruction in text
        for parameter in step.parameters:
            assert parameter.name in text
            assert parameter.value
            assert parameter.value.verdict.text in text
    for words in (
        "5.0 °C",
        "2.0 – 8.0 °C",
        "alert 2.5 – 7.5",
        "> 2.0 mmol/L",
        "LOT-24-117",
        "Intact",
        "2 Nov 2026 07:55 CET",
        "Equipment: Temperature logger",
        "Materials: Wash buffer: 500 mL",
    ):
        assert words in text


def test_performer_and_verifier_stand_beside_the_step(executed_record: PrintedRecord) -> None:
    text = reading.text(printed(executed_record).content)
    assert "Joris Vermaat 2 Nov 2026 09:01:00 CET Ama Owusu 2 Nov 2026 09:01:20 CET" in text
    assert "Joris Vermaat 2 Nov 2026 09:02:00 CET not required" in text


def test_summer_time_is_named(executed_record: PrintedRecord) -> None:
    summer = replace(executed_record.created, at=NOW.replace(month=7))
    title = reading.pages(printed(replace(executed_record, created=summer)).content)[0]
    assert "2 Jul 2026 10:00:00 CEST" in title
    assert "(CET = UTC+01:00, CEST = UTC+02:00)" in title


def test_an_open_record_prints_with_open_fields(open_record: PrintedRecord) -> None:
    text = reading.text(printed(open_record).content)
    assert "Batch record, open" in text
    assert "0 of 5 steps done" in text
    assert "Patient code matches yes open" in text
    assert "Nobody has performed a step yet." in text
    assert "No sample is joined to this batch yet." in text
    assert "Every value recorded so far is within its limits." in text


def test_a_value_out_of_limits_is_marked_by_words_and_listed(
    people: dict[str, User], small_batch: BatchRecord
) -> None:
    first, second = BatchStep.objects.filter(operation__batch=small_batch).order_by("position")[:2]
    complete_step(step=first, values=answers(first), by=people["jvermaat"], at=NOW)
    verify(first, by=people["aowusu"], at=NOW)
    values = answers(second)
    temperature = second.parameters.get(name="Bag temperature")
    values[str(temperature.pk)] = "11.5"
    complete_step(
        step=second, values=values, by=people["jvermaat"], at=NOW, remark="Cool box opened twice."
    )
    found = reading.pages(printed(read_record(small_batch.pk)).content)
    assert "Bag temperature 2.0 – 8.0 °C alert 2.5 – 7.5 11.5 °C Above action" in found[1]
    assert "Remark Cool box opened twice. Joris Vermaat" in found[1]
    listed = next(page for page in found[1:] if "B Exceptions (1)" in page)
    assert "1.2 IPC Bag temperature Cool box opened twice." in listed
    assert "11.5 °C Above action" in listed
    assert "Outside action limits 1" in found[0]


def test_what_was_typed_and_what_was_judged_both_stand_there(
    executed_record: PrintedRecord,
) -> None:
    operation = executed_record.operations[1]
    step = operation.steps[0]
    value = step.parameters[0].value
    assert value
    typed = replace(step.parameters[0], value=replace(value, raw="1.2e1", number="12"))
    changed = replace(step, parameters=(typed, *step.parameters[1:]))
    record = replace(
        executed_record,
        operations=(
            executed_record.operations[0],
            replace(operation, steps=(changed, *operation.steps[1:])),
        ),
    )
    assert "1.2e1 ×10⁶/mL = 12 ×10⁶/mL" in reading.text(printed(record).content)


def test_the_audit_trail_tells_every_event(executed_record: PrintedRecord) -> None:
    text = reading.text(printed(executed_record).content)
    for words in (
        "E Audit trail (9)",
        "Batch record frozen from MBR-SMALL-01 v1",
        "Step 1.2 Record the temperature on receipt: performed",
        "Step 2.2 Confirm that the tubing set is intact: verified",
        "Bag temperature: 5.0 °C (In limits); Bag appearance: Intact (In limits)",
        "CGT-LIMS execution Execution finished with the last step",
    ):
        assert words in text


def test_names_and_initials_close_the_record(executed_record: PrintedRecord) -> None:
    last = reading.pages(printed(executed_record).content)[-1]
    assert "JV Joris Vermaat jvermaat 5 0 0" in last
    assert "AO Ama Owusu aowusu 0 2 0" in last


def test_the_engine_finds_no_fault_in_style_or_html(
    executed_record: PrintedRecord, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        printed(replace(executed_record, number="CART-26-NEW"))
    found = [record.getMessage() for record in caplog.records]
    assert [message for message in found if ".notdef" not in message] == []
