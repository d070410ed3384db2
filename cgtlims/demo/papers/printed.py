"""Label templates, a kind of label sheet, labels and numbered forms of the demo facility."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from cgtlims.demo.days import Days
from cgtlims.demo.pen import Pen
from cgtlims.demo.stock.deeds import container_of
from documents.commands.blank_forms import issue_forms
from documents.commands.label_runs import print_labels
from documents.commands.labels import approve_label, draft_label, register_label
from documents.commands.printers import Setup, register_printer
from documents.models import DocumentVersion, LabelVersion, Printer
from integrity.signatures.meanings import Meaning
from people.models import User

HOUR = timedelta(hours=1)
SHEET = Setup(
    width=Decimal("63.5"), height=Decimal("38.1"), columns=3, rows=7, left=Decimal("7.2"),
    top=Decimal("15.1"), step_x=Decimal("66"), step_y=Decimal("38.1"),
)  # fmt: skip


class Template(NamedTuple):
    code: str
    title: str
    kind: str
    text: str
    symbol: str
    says: str


OF_CONTAINERS = Template(
    "LBL-CONTAINER", "Container of a material", "materials.container",
    "# {material}\n{code}  {quantity}\nLot {lot}\nExp {expires}\n{status}\n{label}",
    "GS1", "(01){gtin}(17){expires_gs1}(10){lot}(91){code}",
)  # fmt: skip
TEMPLATES = (
    OF_CONTAINERS,
    Template(
        "LBL-LOT", "Shelf card of a lot", "materials.lot",
        "# {material}\n{lot}\n{supplier_lot}\nExp {expires}\n{status}\n{label}", "QR", "{lot}",
    ),
    Template(
        "LBL-PLATE", "Plate of an environmental sample", "monitoring.sample",
        "# {where}\n{code}\n{kind}, {grade}\n{room}  {round}\n{label}", "QR", "{code}",
    ),
)  # fmt: skip
PRINTED = (("NC-5859", 1, 3), ("LV-0060-A", 2, 1))


def make_printed(users: dict[str, User], pen: Pen, days: Days) -> None:
    at = days.of({"founded": 30})
    sheet = register_printer(
        code="SHEET-21", name="Label sheet, 21 on A4", kind="SHEET", place="Office of receipt",
        setup=SHEET, by=users["nbakker"], at=at,
    )  # fmt: skip
    versions = {one.code: approved(one, users, pen, at) for one in TEMPLATES}
    print_some(versions[OF_CONTAINERS.code], sheet, users["jvermaat"], days.now - 3 * HOUR)
    log = DocumentVersion.objects.effective().get(document__code="FRM-001")
    issue_forms(
        subject=log, copies=2, issued_to=users["imolenaar"], purpose="Tablet of CR05 is repaired",
        by=users["kadler"], at=days.now - 2 * HOUR,
    )  # fmt: skip


def approved(row: Template, users: dict[str, User], pen: Pen, at: datetime) -> LabelVersion:
    writing: dict[str, Any] = {"by": users["kadler"], "at": at}
    template = register_label(code=row.code, title=row.title, kind=row.kind, **writing)
    draft = draft_label(
        template=template, width=Decimal("60"), height=Decimal("32"), text=row.text,
        symbol=row.symbol, says=row.says, change_reason="First version", **writing,
    )  # fmt: skip
    quality, later = users["mlindqvist"], at + HOUR
    known = pen.attest(draft, Meaning.APPROVED, by=quality, at=later)
    return approve_label(version=draft, by=quality, at=later, attested=known)


def print_some(version: LabelVersion, sheet: Printer, by: User, at: datetime) -> None:
    for lot, number, copies in PRINTED:
        print_labels(
            subject=container_of(lot, number), label=version, printer=sheet, copies=copies,
            by=by, at=at,
        )  # fmt: skip
