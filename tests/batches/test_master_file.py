"""A master batch record is read from its file."""

from __future__ import annotations

from decimal import Decimal

from batches.drafts import MaterialDraft
from batches.master_file import read_master
from batches.models import Criticality, ParameterKind
from cleanrooms.models import Grade
from measures.limits import Limits
from tests.batches.master_files import SMALL, TEMPERATURE, changed, put


def test_it_works():
    draft = read_master(SMALL)
    assert (draft.code, draft.revision) == ("MBR-SMALL-01", 1)
    assert [len(operation.steps) for operation in draft.operations] == [3, 2]
    assert draft.operations[0].room_grade is Grade.C
    identity, receipt, buffer = draft.operations[0].steps
    assert identity.needs_verification
    assert identity.is_critical
    assert not receipt.needs_verification
    assert receipt.equipment == ("Temperature logger",)
    assert buffer.materials == (MaterialDraft("Wash buffer", Decimal("500"), "mL"),)
    read = receipt.parameters[0]
    assert (read.kind, read.unit, read.decimals) == (ParameterKind.NUMBER, "Cel", 1)
    assert read.action == Limits(Decimal("2.0"), Decimal("8.0"))
    assert read.alert == Limits(Decimal("2.5"), Decimal("7.5"))
    assert read.criticality is Criticality.IPC
    glucose = draft.operations[1].steps[0].parameters[1]
    assert glucose.action == Limits(lower=Decimal("2.0"), lower_exclusive=True)


def test_a_number_keeps_the_decimals_it_was_written_with():
    draft = read_master(changed(put(f"{TEMPERATURE}/action/upper", "8.00")))
    assert str(draft.operations[0].steps[1].parameters[0].action.upper) == "8.00"


def test_the_digest_changes_with_the_content_only():
    digest = read_master(SMALL).digest
    assert read_master(changed(lambda content: None)).digest == digest
    hotter = changed(put(f"{TEMPERATURE}/action/upper", "8.5"))
    assert read_master(hotter).digest != digest
