"""A batch record is a copy of its master, and no revision changes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model

from batches.commands.masters import write_master
from batches.master_file import read_master
from batches.models import BatchRecord, BatchStep, MasterBatchRecord, ProcessStep
from tests.cast import SMALL_MASTER, make_batch
from tests.deeds import changed
from tests.signing import approve

pytestmark = pytest.mark.django_db


OWN = {"id", "version", "position", "state", "remark", "performed_at", "verified_at"}


def columns(row: Model) -> dict[str, Any]:
    """What the row says of the process: all but keys, parents and what happens in execution."""
    fields = [field for field in row._meta.concrete_fields if not field.is_relation]
    return {field.name: getattr(row, field.name) for field in fields if field.name not in OWN}


def shapes(record: MasterBatchRecord | BatchRecord) -> list[Any]:
    """Every column of the record's operations, steps, materials and parameters, in order."""
    return [
        (
            columns(operation),
            [
                (
                    columns(step),
                    [columns(material) for material in step.materials.all()],
                    [columns(parameter) for parameter in step.parameters.all()],
                )
                for step in operation.steps.all()
            ],
        )
        for operation in record.operations.all()
    ]


def test_it_works(small_batch, small_master):
    assert shapes(small_batch) == shapes(small_master)
    assert len(shapes(small_batch)) == 2


def test_steps_are_numbered_through_the_whole_batch(small_batch):
    steps = BatchStep.objects.filter(operation__batch=small_batch).order_by("position")
    assert [step.position for step in steps] == [1, 2, 3, 4, 5]
    assert [step.number for step in steps] == ["1.1", "1.2", "1.3", "2.1", "2.2"]


def test_every_operation_has_its_room(small_batch):
    assert {operation.room.code for operation in small_batch.operations.all()} == {"CR05"}


def test_exact_decimals_are_copied_as_they_are_stated(small_batch):
    density = small_batch.operations.get(sequence=2).steps.first().parameters.first()
    assert (str(density.action_lower), str(density.action_upper)) == ("0.50", "30.00")


def test_a_frozen_row_begins_its_own_history(small_master, people):
    """How often the master's row was changed is not the copy's: it begins at version 1."""
    for operation in small_master.operations.all():
        changed(operation, version=7)
        for step in operation.steps.all():
            changed(step, version=7)
    batch = make_batch(people, small_master, "CART-26-002")
    for operation in batch.operations.prefetch_related("steps"):
        assert operation.version == 1
        assert {step.version for step in operation.steps.all()} == {1}
    assert {"id", "version"}.isdisjoint(ProcessStep.shape_fields())


def test_a_new_revision_does_not_change_the_batch(small_batch, small_master, people, now):
    frozen = shapes(small_batch)
    warmer = SMALL_MASTER.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    draft = read_master(warmer.replace('"8.0"', '"9.0"'))
    second = write_master(draft=draft, product=small_master.product, by=people["kadler"], at=now)
    approve(second, by=people["mlindqvist"], at=now)
    batch = BatchRecord.objects.get(pk=small_batch.pk)
    assert shapes(batch) == frozen != shapes(second)
    assert str(batch.master) == "MBR-SMALL-01 v1"


def test_a_master_that_was_changed_afterwards_does_not_change_the_batch(small_batch):
    frozen = shapes(small_batch)
    for operation in small_batch.master.operations.all():
        changed(operation, title="Changed")
    assert shapes(BatchRecord.objects.get(pk=small_batch.pk)) == frozen
