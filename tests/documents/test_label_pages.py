"""Labels, printers and forms on paper through the pages that people use."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.commands.blank_forms import FORM_KIND
from documents.commands.printers import TEST_KIND
from documents.models import (
    BlankForm,
    FormState,
    LabelRun,
    LabelState,
    LabelVersion,
    Printer,
    RunState,
)
from integrity.signatures.content import content_hash
from tests.documents import labels
from tests.documents.bad_files import PDF, SVG
from tests.documents.printer_server import printer_on_a_port
from tests.documents.test_blank_forms import form_of
from tests.documents.test_document_pages import text
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db
LABEL = {
    "width": "60", "height": "25", "text": "# {code}\n{lot}", "symbol": "DATAMATRIX",
    "says": "{code}", "change_reason": "First version",
}  # fmt: skip


@pytest.fixture
def as_(people):
    def client(username: str) -> Client:
        found = Client()
        found.force_login(people[username])
        return found

    return client


def post(client: Client, path: str, **typed: object):
    return client.post(path, {"command_id": str(uuid.uuid4()), **typed})


def test_a_label_from_its_template_to_its_reconciliation(as_):
    author, qa, manager = as_("kadler"), as_("mlindqvist"), as_("nbakker")
    post(author, "/documents/labels/templates/new/", code="LBL-1", title="Vial",
         kind="materials.container")  # fmt: skip
    page = "/documents/labels/templates/LBL-1/"
    bad = post(author, f"{page}draft/", **{**LABEL, "says": "{patient}"})
    assert bad.status_code == 422
    assert "There is no field {patient} here." in text(bad)
    assert post(author, f"{page}draft/", **LABEL).status_code == 302
    version = LabelVersion.objects.get()
    assert "your own" in text(author.get(page)).lower() or version.state == LabelState.DRAFT
    signed = {"who": "mlindqvist", "secret": PASSWORD, "shown": content_hash(version)}
    assert post(qa, f"{page}approve/", **signed).status_code == 302
    version.refresh_from_db()
    assert version.state == LabelState.EFFECTIVE

    vial = labels.container()
    with printer_on_a_port() as server:
        refused = post(
            manager, "/documents/printers/new/", code="PR-1", name="Receipt", place="",
            width="60", height="25", host="10.1.1.1", port=server.port, dpi=203,
        )  # fmt: skip
        assert refused.status_code == 422
        assert "Nothing is sent to “10.1.1.1”." in text(refused)
        post(
            manager, "/documents/printers/new/", code="PR-1", name="Receipt", place="",
            width="60", height="25", host="127.0.0.1", port=server.port, dpi=203,
        )  # fmt: skip
        post(manager, "/documents/printers/PR-1/test/")
        labels.work_off(TEST_KIND)
        assert "Printed" in text(manager.get("/documents/printers/PR-1/"))
        printer = Printer.objects.get()
        operator = as_("jvermaat")
        of = f"/documents/labels/of/materials.container/{vial.pk}/"
        assert f"Labels of {vial.code}" in text(operator.get(of))
        asked = post(operator, f"{of}print/", label=version.pk, printer=printer.pk, copies=2,
                     first_place=1)  # fmt: skip
        labels.work_off()
        assert len(server.received) == 2
    run = LabelRun.objects.get()
    assert asked.url == f"/documents/labels/runs/{run.number}/"
    here = asked.url
    answer = operator.post(
        f"{here}scan/", {"command_id": str(uuid.uuid4()), "text": vial.code}, follow=True
    )
    assert "Reads as it should" in text(answer)
    answer = operator.post(
        f"{here}scan/", {"command_id": str(uuid.uuid4()), "text": "4711"}, follow=True
    )
    assert "Is no label of ours" in text(answer)
    left = post(operator, f"{here}close/", reason="")
    assert left.status_code == 422
    assert "1 label was neither applied nor returned nor made void" in text(left)
    assert "optional" not in text(operator.get(f"{here}close/"))
    second = run.labels.last()
    post(operator, f"{here}account/", labels=second.number, outcome="VOID", reason="Smeared")
    assert post(operator, f"{here}close/", reason="").status_code == 302
    run.refresh_from_db()
    assert run.state == RunState.CLOSED


def test_labels_of_what_one_may_not_see_do_not_exist(as_):
    vial = labels.container()
    other = uuid.uuid4()
    assert (
        as_("jvermaat").get(f"/documents/labels/of/materials.container/{other}/").status_code == 404
    )
    assert as_("jvermaat").get(f"/documents/labels/of/people.user/{vial.pk}/").status_code == 404
    assert (
        as_("pnorth").get(f"/documents/labels/of/materials.container/{vial.pk}/").status_code == 403
    )


def test_a_failed_run_says_so_and_is_tried_again(people, as_):
    with printer_on_a_port() as gone:
        port = gone.port
    run = labels.printed(
        people, labels.container(), labels.effective(people), labels.zpl_printer(people, port)
    )
    labels.work_off()
    operator, here = as_("jvermaat"), f"/documents/labels/runs/{run.number}/"
    assert "Nothing was printed: the printer does not answer" in text(operator.get(here))
    assert "Look at the printer" in text(operator.get("/"))
    label = run.labels.get()
    shown = text(operator.get(here))
    assert "Asked for 1" in shown
    assert "Printed 1" not in shown
    for hidden in ("Read a label back", "Reprint"):
        assert hidden not in shown
    for path, said in (
        (f"{here}scan/", {"text": str(label)}),
        (f"/documents/labels/{label.number}/reprint/",
         {"reason": "Torn", "printer": run.printer_id, "first_place": 1}),
    ):  # fmt: skip
        refused = post(operator, path, **said)
        assert refused.status_code == 409
        assert f"{run} was not printed, or not all of it." in text(refused)
    assert not run.scans.exists()
    assert post(operator, f"{here}again/", reason="").status_code == 422
    assert post(operator, f"{here}again/", reason="Plugged in").status_code == 302
    run.refresh_from_db()
    assert (run.state, run.attempt) == (RunState.WAITING, 2)


def test_a_sheet_is_given_out_as_a_pdf(people, as_):
    run = labels.printed(people, labels.container(), labels.effective(people), labels.sheet(people))
    here = f"/documents/labels/runs/{run.number}/sheet/"
    assert as_("jvermaat").get(here).status_code == 404
    labels.work_off()
    answer = as_("jvermaat").get(here)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_form_is_issued_printed_and_taken_back(people, as_):
    lead, version = as_("kadler"), form_of(people)
    assert "Issue on paper" in text(lead.get("/documents/FRM-012/"))
    issue = f"/documents/forms/issue/documents.documentversion/{version.pk}/"
    bad = post(lead, issue, issued_to=people["jvermaat"].pk, purpose="", copies=1)
    assert bad.status_code == 422
    made = post(lead, issue, issued_to=people["jvermaat"].pk, purpose="CART-26-001", copies=1)
    here = "/documents/forms/copy/FRM-012-v1-0001/"
    assert made.url == here
    assert lead.get(f"{here}pdf/").status_code == 404
    labels.work_off(FORM_KIND)
    assert lead.get(f"{here}pdf/").content.startswith(b"%PDF")
    assert "Bring the form back" in text(as_("jvermaat").get("/"))
    wrong = post(lead, f"{here}return/", file=SimpleUploadedFile("scan.pdf", SVG))
    assert wrong.status_code == 422
    back = post(lead, f"{here}return/", file=SimpleUploadedFile("scan.pdf", PDF))
    assert back.status_code == 302
    assert BlankForm.objects.get().state == FormState.RETURNED
    assert lead.get(f"{here}file/").content == PDF
    assert "Print the copy" not in text(lead.get(here))
    assert lead.get(f"{here}pdf/").status_code == 404
    assert as_("jvermaat").post(f"{here}void/").status_code == 403
