"""Labels, printers and forms on paper: printed, failed, read back, reconciled, outstanding."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from batches.models import BatchStep
from documents.commands.blank_forms import FORM_KIND, issue_forms, return_form, void_form
from documents.commands.labels import draft_label
from documents.commands.printers import TEST_KIND, put_out_of_service, test_printer
from documents.commands.reconciling import account_for_labels, reconcile_run, scan_back
from documents.models import BlankForm, LabelRun
from documents.uploads import receive
from people.models import User
from tests import cast
from tests.documents import labels, papers
from tests.documents.bad_files import PDF
from tests.documents.printer_server import printer_on_a_port
from tests.materials import stock


def load_paper() -> None:
    people = cast.make_people(cast.make_facility())
    load_labels(people)
    load_forms(people)


def load_labels(people: dict[str, User]) -> None:
    vial, version = labels.container(), labels.effective(people)
    written = {**labels.WRITTEN, "symbol": "QR", "says": "{code}"}
    draft_label(template=version.template, **written, by=people["kadler"], at=timezone.now())
    of_lots = labels.effective(
        people, "LBL-LOT", kind="materials.lot", text="# {material}\n{lot}\n{status}",
        symbol="NONE", says="", width=Decimal(50), height=Decimal(20),
    )  # fmt: skip
    on_sheets = labels.sheet(people)
    with printer_on_a_port() as server:
        printer = labels.zpl_printer(people, server.port)
        test_printer(printer=printer, by=people["nbakker"], at=timezone.now())
        labels.work_off(TEST_KIND)
        account(people, run(people, vial, version, printer, 4))
        close(people, run(people, vial, version, printer, 2))
    run(people, vial, version, printer, 3)
    run(people, vial, version, on_sheets, 5, first_place=4)
    worn = labels.zpl_printer(people, 9100, code="PR-OLD")
    by = {"by": people["nbakker"], "at": timezone.now()}
    put_out_of_service(printer=worn, reason="Head worn", **by)
    labels.printed(people, stock.received(vial.lot.material), of_lots, on_sheets)


def run(people, about, version, printer, copies, **more) -> LabelRun:
    asked = labels.printed(people, about, version, printer, copies, **more)
    labels.work_off()
    return LabelRun.objects.get(pk=asked.pk)


def account(people, printed: LabelRun) -> None:
    by = {"by": people["jvermaat"], "at": timezone.now()}
    first, second, third = printed.labels.all()[:3]
    for text in (first.data, "4711"):
        scan_back(run=printed, text=text, **by)
    account_for_labels(run=printed, labels=[second.number], outcome="RETURNED", **by)
    account_for_labels(
        run=printed, labels=[third.number], outcome="VOID", reason="Smeared at the edge", **by
    )


def close(people, printed: LabelRun) -> None:
    by = {"by": people["jvermaat"], "at": timezone.now()}
    reconcile_run(run=printed, reason="The roll ran out behind the second label", **by)


def load_forms(people: dict[str, User]) -> None:
    batch = cast.make_batch(people, cast.make_small_master(people), "CART-26-001")
    step = BatchStep.objects.filter(operation__batch=batch).earliest("position")
    form = papers.effective(
        people, papers.document(people, "FRM-012", kind="FORM", title="Log of the cell counter")
    )
    by = {"by": people["kadler"], "at": timezone.now()}
    given = {"issued_to": people["jvermaat"], "purpose": "CART-26-001", **by}
    issue_forms(subject=form, copies=3, **given)
    issue_forms(subject=step, copies=1, **given)
    labels.work_off(FORM_KIND)
    second, third = BlankForm.objects.filter(of="FRM-012-v1", serial__gt=1).order_by("serial")
    return_form(form=second, file=receive("scan.pdf", PDF), **by)
    void_form(form=third, reason="Spilled over", **by)
    issue_forms(subject=form, copies=1, **given)
