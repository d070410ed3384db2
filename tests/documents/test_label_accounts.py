"""What becomes of printed labels: scanned back, accounted for, reprinted, reconciled."""

from __future__ import annotations

import pytest

from documents.commands.label_runs import reprint_label
from documents.commands.reconciling import account_for_labels, reconcile_run, scan_back
from documents.models import Label, LabelOutcome, RunState, ScanResult
from integrity.models import Job
from integrity.refusals import Refused
from tests.cast import NOW
from tests.deeds import said
from tests.documents import labels
from tests.documents.printer_server import printer_on_a_port
from tests.documents.test_labels import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def printer():
    with printer_on_a_port() as found:
        yield found


@pytest.fixture
def run(people, printer):
    found = labels.printed(
        people, labels.container(), labels.effective(people),
        labels.zpl_printer(people, printer.port), copies=4,
    )  # fmt: skip
    labels.work_off()
    return found


def account(people, run, numbers, outcome, reason=""):
    return account_for_labels(
        run=run, labels=numbers, outcome=outcome, reason=reason, by=people["jvermaat"], at=NOW
    )


def test_what_is_scanned_back_is_matched_of_something_else_or_unknown(people, run):
    by, label = people["jvermaat"], run.labels.first()
    scan = scan_back(run=run, text=f"]d2{as_scanned(label)}", by=by, at=NOW)
    assert (scan.result, scan.label.outcome) == (ScanResult.MATCHED, LabelOutcome.APPLIED)
    again = scan_back(run=run, text=str(label), by=by, at=NOW)
    assert (again.result, again.label) == (ScanResult.MATCHED, label)

    other = labels.printed(
        people, labels.container("L26-0777", "MED-02"), run.label, run.printer
    ).labels.get()  # fmt: skip
    assert scan_back(run=run, text=as_scanned(other), by=by, at=NOW).result == ScanResult.OTHER
    assert scan_back(run=run, text="4711", by=by, at=NOW).result == ScanResult.UNKNOWN
    account(people, run, [label.number], "VOID", "Smeared")
    assert scan_back(run=run, text=str(label), by=by, at=NOW).result == ScanResult.VOID
    assert run.scans.count() == 5


def as_scanned(label) -> str:
    """As a scanner gives it: elements parted by the control character 29."""
    return label.data.replace("(01)", "01").replace("(10)", "10").replace("(91)", "\x1d91")


def test_a_run_is_closed_when_every_label_is_accounted_for_or_the_reason_stands(people, run):
    first, second, third, fourth = (one.number for one in run.labels.all())
    account(people, run, [first, second], "APPLIED")
    account(people, run, [third], "RETURNED")
    with pytest.raises(Refused) as refused:
        account(people, run, [third], "APPLIED")
    assert codes(refused) == {"ACCOUNTED_ALREADY"}
    with pytest.raises(Refused) as refused:
        account(people, run, [fourth], "VOID", " ")
    assert codes(refused) == {"REASON_NEEDED"}
    with pytest.raises(Refused) as refused:
        reconcile_run(run=run, by=people["jvermaat"], at=NOW)
    assert codes(refused) == {"LABELS_LEFT"}
    closed = reconcile_run(run=run, reason="One fell behind", by=people["jvermaat"], at=NOW)
    assert (closed.state, closed.difference) == (RunState.CLOSED, "One fell behind")
    counted = said().filter(verb="labels.reconciled").get().details
    assert {name: int(count) for name, count in counted.items()} == {
        "printed": 4, "applied": 2, "returned": 1, "spoiled": 0, "left": 1,
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        account(people, closed, [fourth], "APPLIED")
    assert codes(refused) == {"RECONCILED"}


def test_a_run_without_a_difference_needs_no_reason(people, run):
    account(people, run, [one.number for one in run.labels.all()], "APPLIED")
    assert reconcile_run(run=run, by=people["jvermaat"], at=NOW).difference == ""


def test_a_reprint_repeats_what_stood_there_and_names_the_first(people, run, printer):
    label = run.labels.first()
    again = reprint_label(
        label=label, printer=run.printer, reason="Smeared", by=people["jvermaat"], at=NOW
    ).labels.get()
    third = Label.objects.get(pk=again.pk)
    labels.work_off()
    assert (third.first, third.reason) == (label, "Smeared")
    assert third.data == label.data
    assert third.number == 5
    assert b"^FDLB-000005^FS" in printer.received[1]
    with pytest.raises(Refused) as refused:
        reprint_label(label=label, printer=run.printer, reason="", by=people["jvermaat"], at=NOW)
    assert codes(refused) == {"REASON_NEEDED"}


def test_every_run_is_one_job(run):
    assert Job.objects.filter(kind="label_run").count() == 1
