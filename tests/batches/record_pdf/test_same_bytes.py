"""The same record gives the same file, and a change costs only what it touches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batches.commands.renditions import request_record_pdf
from batches.models import BatchRecord
from batches.record_pdf.content import PrintedRecord
from batches.record_pdf.read import read_record
from documents.rendering.sections import Sections
from people.models import User
from tests.batches.record_pdf.conftest import printed
from tests.cast import NOW
from tests.documents import reading


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def with_value(record: PrintedRecord, raw: str) -> PrintedRecord:
    """The record with another value in the first parameter of step 2.1."""
    first, second = record.operations
    step = second.steps[0]
    parameter = step.parameters[0]
    assert parameter.value
    changed = replace(parameter, value=replace(parameter.value, raw=raw, number=raw))
    steps = (replace(step, parameters=(changed, *step.parameters[1:])), *second.steps[1:])
    return replace(record, operations=(first, replace(second, steps=steps)))


def test_the_same_record_twice_is_the_same_file(
    executed_record: PrintedRecord, settings: Any, tmp_path: Path
) -> None:
    first = printed(executed_record)
    settings.FILES_DIR = tmp_path / "elsewhere"
    press = Sections()
    assert printed(executed_record, press).content == first.content
    assert press.rendered > len(executed_record.operations)


def test_a_second_copy_renders_nothing(executed_record: PrintedRecord) -> None:
    printed(executed_record)
    press = Sections()
    printed(executed_record, press)
    assert press.rendered == 0


def test_a_changed_entry_renders_its_section_and_what_carries_the_hash(
    executed_record: PrintedRecord,
) -> None:
    printed(executed_record)
    press = Sections()
    made = printed(with_value(executed_record, "17.35"), press)
    assert press.rendered == 3  # the operation, the title page, the frame
    assert "17.35 ×10⁶/mL" in reading.text(made.content)


def test_the_hash_is_of_the_data_alone(executed_record: PrintedRecord) -> None:
    assert executed_record.digest() == replace(executed_record).digest()
    assert with_value(executed_record, "17.35").digest() != executed_record.digest()


def test_printing_changes_no_hash(people: dict[str, User], executed_batch: BatchRecord) -> None:
    before = read_record(executed_batch.pk)
    request_record_pdf(batch=executed_batch, by=people["mlindqvist"], at=NOW)
    assert read_record(executed_batch.pk).digest() == before.digest()
