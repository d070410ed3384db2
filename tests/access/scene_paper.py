"""Labels, printers and forms on paper, each in the state in which something is done with it."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.commands.blank_forms import FORM_KIND, issue_forms, return_form
from documents.commands.printers import TEST_KIND, test_printer
from documents.models import Printer
from documents.uploads import receive
from integrity.signatures.content import content_hash
from materials.models import Container
from people.models import User
from tests import cast
from tests.documents import labels, papers
from tests.documents.bad_files import PDF
from tests.documents.printer_server import printer_on_a_port
from tests.passwords import PASSWORD

WHY = {"reason": "As agreed"}
SIZE = {"width": "60", "height": "25"}
ZPL = {**SIZE, "name": "New", "place": "", "host": "127.0.0.1", "port": "9100", "dpi": "203"}
SHEET = {
    **SIZE, "name": "New", "place": "", "columns": "3", "rows": "7", "left": "7", "top": "15",
    "step_x": "66", "step_y": "38",
}  # fmt: skip
WRITTEN = {
    **SIZE, "text": "As agreed", "symbol": "NONE", "says": "", "change_reason": "As agreed",
}  # fmt: skip


class Paper:
    """A container with labels that were printed and that failed, and a form that is out."""

    def __init__(self, people: dict[str, User], container: Container) -> None:
        self.people, self.container = people, container
        self.version = labels.effective(people)
        self.draft = labels.drafted(people, "LBL-DRAFT")
        self.sheet = labels.sheet(people)
        test_printer(printer=self.sheet, by=people["nbakker"], at=cast.NOW)
        labels.work_off(TEST_KIND)
        self.printed = labels.printed(people, container, self.version, self.sheet, 2)
        with printer_on_a_port() as gone:
            self.silent = labels.zpl_printer(people, gone.port)
        self.failed = labels.printed(people, container, self.version, self.silent)
        labels.work_off()
        self.form = papers.effective(people, papers.document(people, "FRM-012", kind="FORM"))
        by = {"by": people["kadler"], "at": cast.NOW}
        self.copy = issue_forms(
            subject=self.form, copies=2, issued_to=people["jvermaat"], purpose="A day", **by
        )
        labels.work_off(FORM_KIND)
        back = type(self.copy).objects.get(serial=2)
        return_form(form=back, file=receive("scan.pdf", PDF), **by)

    @property
    def places(self) -> dict[str, dict[str, object]]:
        of: dict[str, object] = {"kind": "materials.container", "key": self.container.pk}
        run: dict[str, object] = {"number": self.printed.number}
        copy: dict[str, object] = {"number": self.copy.number}
        sheet: dict[str, object] = {"code": self.sheet.code}
        draft: dict[str, object] = {"code": "LBL-DRAFT"}
        return {
            **dict.fromkeys(("labels-of", "label-print"), of),
            **dict.fromkeys(
                ("label-run", "label-scan", "label-account", "label-close", "label-sheet"), run
            ),
            "label-again": {"number": self.failed.number},
            "label-reprint": {"number": self.printed.labels.earliest("number").number},
            **dict.fromkeys(("label-template", "label-draft", "label-approve"), draft),
            **dict.fromkeys(
                ("printer", "printer-service", "printer-test", "printer-test-sheet"), sheet
            ),
            "printer-alter": {"code": self.silent.code},
            "form-issue": {"kind": "documents.documentversion", "key": self.form.pk},
            **dict.fromkeys(
                ("blank-form", "blank-form-pdf", "blank-form-return", "blank-form-void"), copy
            ),
            "blank-form-file": {"number": f"{self.copy.of}-0002"},
        }

    @property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        first, second = (one.number for one in self.printed.labels.order_by("number"))
        signed = {"who": "as-{caller}", "secret": PASSWORD, "shown": content_hash(self.draft)}
        again = {**WHY, "printer": self.sheet.pk, "first_place": 1}
        sent: dict[str, dict[str, Any]] = {
            "label-print": {
                "label": self.version.pk, "printer": self.sheet.pk, "copies": 1, "first_place": 1,
            },
            "label-scan": {"text": f"LB-{first:06}"},
            "label-account": {"labels": second, "outcome": "APPLIED", "reason": ""},
            "label-close": WHY,
            "label-again": WHY,
            "label-reprint": again,
            "label-template-new": {
                "code": "LBL-99", "title": "New", "kind": "materials.lot",
            },
            "label-draft": {**WRITTEN, "version": self.draft.version},
            "label-approve": signed,
            "printer-new": {"code": "PR-99", **ZPL},
            "sheet-new": {"code": "SHEET-99", **SHEET},
            "printer-alter": {**ZPL, **WHY, "version": self.version_of(self.silent)},
            "printer-service": WHY,
            "form-issue": {
                "issued_to": self.people["jvermaat"].pk, "purpose": "A day", "copies": 1,
            },
            "blank-form-void": WHY,
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}

    @staticmethod
    def version_of(printer: Printer) -> int:
        return Printer.objects.get(pk=printer.pk).version

    @property
    def before(self) -> dict[str, Any]:
        return {"blank-form-return": self.brought}

    def brought(self, client: Client, user: User | None) -> dict[str, Any]:
        return {"file": SimpleUploadedFile("scan.pdf", PDF), "command_id": str(uuid.uuid4())}
