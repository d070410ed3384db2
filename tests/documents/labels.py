"""Label templates, printers and printed labels, made by the commands that people use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from documents.commands.label_runs import JOB_KIND, print_labels
from documents.commands.labels import approve_label, draft_label, register_label
from documents.commands.printers import Setup, register_printer
from documents.models import LabelRun, LabelVersion, Printer
from integrity.jobs import work
from integrity.models import Job
from integrity.signatures.meanings import Meaning
from materials.models import Container
from people.models import User
from tests.cast import NOW
from tests.materials import stock
from tests.signing import attested

TEXT = "# {material}\n{code}  {quantity}\nLot {lot}\nExp {expires}\n{status}\n{label}"
WRITTEN = {
    "width": Decimal("60"), "height": Decimal("25"), "text": TEXT, "symbol": "GS1",
    "says": "(01){gtin}(17){expires_gs1}(10){lot}(91){code}", "change_reason": "First version",
}  # fmt: skip
GRID = Setup(
    width=Decimal("63.5"), height=Decimal("38.1"), columns=3, rows=7, left=Decimal("7.2"),
    top=Decimal("15.1"), step_x=Decimal("66"), step_y=Decimal("38.1"),
)  # fmt: skip


def drafted(people: dict[str, User], code: str = "LBL-VIAL", **more: Any) -> LabelVersion:
    kind = more.pop("kind", "materials.container")
    template = register_label(code=code, title="Vial", kind=kind, by=people["kadler"], at=NOW)
    return draft_label(template=template, **{**WRITTEN, **more}, by=people["kadler"], at=NOW)


def approved(people: dict[str, User], version: LabelVersion) -> LabelVersion:
    by = people["mlindqvist"]
    known = attested(by, version, Meaning.APPROVED, NOW)
    return approve_label(version=version, by=by, at=NOW, attested=known)


def effective(people: dict[str, User], code: str = "LBL-VIAL", **more: Any) -> LabelVersion:
    return approved(people, drafted(people, code, **more))


def zpl_printer(people: dict[str, User], port: int, code: str = "PR-1", **more: Any) -> Printer:
    given = {
        "width": Decimal("60"), "height": Decimal("25"), "host": "127.0.0.1", "port": port,
        "dpi": 203, **more,
    }  # fmt: skip
    return register_printer(
        code=code, name="Receipt", kind="ZPL", place="Receipt", setup=Setup(**given),
        by=people["nbakker"], at=NOW,
    )  # fmt: skip


def sheet(people: dict[str, User], code: str = "SHEET-1") -> Printer:
    return register_printer(
        code=code, name="L7160", kind="SHEET", place="Office", setup=GRID,
        by=people["nbakker"], at=NOW,
    )  # fmt: skip


def container(number: str = "L26-0001", code: str = "MED-01") -> Container:
    of = stock.material(code)
    return stock.received(of, source=stock.source(of, their_code="09506000134352"), number=number,
                          ).containers.get()  # fmt: skip


def printed(
    people: dict[str, User], about: Any, version: LabelVersion, on: Printer, copies: int = 1,
    **more: Any,
) -> LabelRun:  # fmt: skip
    return print_labels(
        subject=about, label=version, printer=on, copies=copies, by=people["jvermaat"], at=NOW,
        **more,
    )  # fmt: skip


def work_off(kind: str = JOB_KIND) -> list[bool]:
    """A worker does what is asked for."""
    jobs = Job.objects.filter(kind=kind).order_by("asked_at")
    return [work.run(str(job.pk)) for job in jobs if job.is_open]
