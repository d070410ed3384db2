"""Writing and approving master batch records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from batches.commands.masters import write_master
from batches.drafts import MasterDraft, OperationDraft
from batches.master_file import read_master
from batches.models import MasterBatchRecord, MasterStatus, Parameter, ProcessStep, StepMaterial
from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused
from tests.cast import SMALL_MASTER
from tests.deeds import changed
from tests.signing import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> MasterDraft:
    return read_master(SMALL_MASTER.read_text(encoding="utf-8"))


@pytest.fixture
def revise(small_master, people, now):
    """Writes the next revision of the small master, by the production lead."""

    def written(revision: int = 2) -> MasterBatchRecord:
        draft = read_master(SMALL_MASTER.read_text(encoding="utf-8"))
        return write_master(
            draft=replace(draft, revision=revision),
            product=small_master.product,
            by=people["kadler"],
            at=now,
        )

    return written


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_works(small_master, people, draft):
    assert small_master.status == MasterStatus.EFFECTIVE
    assert str(small_master) == "MBR-SMALL-01 v1"
    assert small_master.digest == draft.digest
    assert (small_master.written_by, small_master.approved_by) == (
        people["kadler"],
        people["mlindqvist"],
    )
    verbs = AuditEvent.objects.filter(subject_id=small_master.pk).values_list("verb", flat=True)
    assert list(verbs) == ["master.written", "master.approved"]


def test_everything_of_the_draft_is_written(small_master, draft):
    operations = list(small_master.operations.all())
    assert [one.title for one in operations] == [one.title for one in draft.operations]
    drafted = [step for operation in draft.operations for step in operation.steps]
    written = list(ProcessStep.objects.order_by("operation__sequence", "sequence"))
    for step, of in zip(written, drafted, strict=True):
        assert (step.title, step.instruction, step.equipment) == (
            of.title,
            of.instruction,
            list(of.equipment),
        )
        assert (step.needs_verification, step.is_critical) == (
            of.needs_verification,
            of.is_critical,
        )
        for parameter, its in zip(step.parameters.all(), of.parameters, strict=True):
            assert parameter.action_limits == its.action
            assert parameter.alert_limits == its.alert
            assert (parameter.choices, parameter.accepted) == (
                list(its.choices),
                list(its.accepted),
            )
            for name in ("name", "kind", "hint", "unit", "decimals", "min_length", "max_length"):
                assert getattr(parameter, name) == getattr(its, name)
            assert (parameter.criticality, parameter.rationale) == (
                its.criticality or "",
                its.rationale,
            )
    material = StepMaterial.objects.get()
    assert (material.name, str(material.quantity), material.unit) == ("Wash buffer", "500", "mL")


def test_a_faulty_draft_is_refused_with_every_fault(small_master, people, draft, now):
    faulty = replace(draft, revision=2, operations=(*draft.operations, EMPTY, EMPTY))
    with pytest.raises(Refused) as refused:
        write_master(draft=faulty, product=small_master.product, by=people["kadler"], at=now)
    assert codes(refused) == ["REQUIRED", "REQUIRED"]
    assert [blocker.message for blocker in refused.value.blockers] == [
        "operation 3, steps: A value is needed.",
        "operation 4, steps: A value is needed.",
    ]
    assert MasterBatchRecord.objects.count() == 1


def test_a_used_revision_is_refused(revise, small_master):
    with pytest.raises(Refused, match="MBR-SMALL-01 v1 exists already") as refused:
        revise(revision=1)
    assert codes(refused) == ["REVISION_USED"]
    assert refused.value.status == 422


def test_nobody_approves_own_work(revise, people, now):
    written = revise()
    writer = people["kadler"]
    changed(written, written_by=people["mlindqvist"])
    with pytest.raises(Refused, match="Written by Mara Lindqvist") as refused:
        approve(written, by=people["mlindqvist"], at=now)
    assert codes(refused) == ["OWN_WORK"]
    assert refused.value.status == 409
    with pytest.raises(NotPermitted):
        approve(written, by=writer, at=now)
    written.refresh_from_db()
    assert written.status == MasterStatus.DRAFT


def test_postgresql_refuses_own_work_too(revise, people, now):
    written = revise()
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        changed(written, approved_at=now, approved_by=people["kadler"])


def test_an_approved_revision_supersedes_the_one_before(revise, small_master, people, now):
    second = revise()
    small_master.refresh_from_db()
    assert small_master.status == MasterStatus.EFFECTIVE
    approved = approve(second, by=people["mlindqvist"], at=now)
    small_master.refresh_from_db()
    assert (small_master.status, approved.status) == (
        MasterStatus.SUPERSEDED,
        MasterStatus.EFFECTIVE,
    )
    assert small_master.approved_by == people["mlindqvist"]


def test_only_a_draft_is_approved(small_master, people, now):
    with pytest.raises(Refused, match="is not a draft") as refused:
        approve(small_master, by=people["mlindqvist"], at=now)
    assert codes(refused) == ["NOT_A_DRAFT"]


def test_one_revision_is_effective_at_a_time(revise, people, now):
    second = revise()
    with pytest.raises(IntegrityError, match="one_effective"), transaction.atomic():
        changed(
            second,
            status=MasterStatus.EFFECTIVE,
            approved_at=now,
            approved_by=people["mlindqvist"],
        )


def test_an_operator_writes_no_master(small_master, people, draft, now):
    with pytest.raises(NotPermitted):
        write_master(draft=draft, product=small_master.product, by=people["jvermaat"], at=now)
    assert Parameter.objects.filter(step__operation__master=small_master).count() == 8


EMPTY = OperationDraft(title="Nothing", room_grade="C", steps=())
