"""Registering printers, taking them out of service, and test prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from documents.codes import CODE
from documents.models import Dots, Printer, PrinterKind, Rendition
from documents.networks import address_blockers
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.jobs import ask
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import User
from people.permissions import Permission

TEST_KIND = "printer_test"
A4_WIDTH, A4_HEIGHT = Decimal(210), Decimal(297)


@dataclass(frozen=True)
class Setup:
    """How a printer is reached and what it prints on: an address and dots, or a grid."""

    width: Decimal
    height: Decimal
    host: str | None = None
    port: int | None = None
    dpi: int | None = None
    columns: int | None = None
    rows: int | None = None
    left: Decimal | None = None
    top: Decimal | None = None
    step_x: Decimal | None = None
    step_y: Decimal | None = None


@command(permission=Permission.MANAGE_PRINTERS)
def register_printer(
    *, code: str, name: str, kind: str, place: str, setup: Setup, by: User, at: datetime
) -> Printer:
    """A printer of ZPL by its address, or a kind of label sheet by its grid."""
    code = one_line(code).upper()
    if not CODE.fullmatch(code):
        raise refuse(
            "BAD_CODE", _("“%(code)s” is no code of a printer.") % {"code": code},
            clears=_("Accepted: capitals, digits and -, such as PR-RECEIPT."), field="code",
        )  # fmt: skip
    printer = Printer(code=code, kind=kind, registered_at=at, registered_by=by)
    _set(printer, name, place, setup)
    used = refuse(
        "CODE_USED", _("The code %(code)s was used before.") % {"code": code}, field="code"
    )
    with unique(used):
        printer.save(force_insert=True)
    say("printer.registered", about=printer, details={"address": printer.address})
    return printer


@command(permission=Permission.MANAGE_PRINTERS)
def alter_printer(
    *, printer: Printer, name: str, place: str, setup: Setup, reason: str, by: User, at: datetime
) -> Printer:
    """It has another name, place, address or grid from now on."""
    printer = printer.lock()
    _set(printer, name, place, setup)
    printer.store()
    say("printer.altered", about=printer, reason=reason, details={"address": printer.address})
    return printer


@command(permission=Permission.MANAGE_PRINTERS)
def put_out_of_service(*, printer: Printer, reason: str, by: User, at: datetime) -> Printer:
    """Nothing is printed on it until it is put in service again."""
    printer = printer.lock()
    if printer.out_of_service_at:
        raise refuse("OUT_OF_SERVICE", _("%(printer)s is out of service.") % {"printer": printer})
    printer.out_of_service_at, printer.out_of_service_by = at, by
    printer.store()
    say("printer.put_out_of_service", about=printer, reason=reason)
    return printer


@command(permission=Permission.MANAGE_PRINTERS)
def put_in_service(*, printer: Printer, reason: str, by: User, at: datetime) -> Printer:
    """It was repaired, or is there again."""
    printer = printer.lock()
    if not printer.out_of_service_at:
        raise refuse("IN_SERVICE", _("%(printer)s is in service.") % {"printer": printer})
    printer.out_of_service_at = printer.out_of_service_by = None
    printer.store()
    say("printer.put_in_service", about=printer, reason=reason)
    return printer


@command(permission=Permission.MANAGE_PRINTERS)
def test_printer(*, printer: Printer, by: User, at: datetime) -> Printer:
    """Asks a worker for a test print: a label that says which printer it came from."""
    printer = printer.lock()
    printer.tests += 1
    printer.test_asked_at, printer.test_asked_by = at, by
    printer.tested_at, printer.test_problem = None, ""
    printer.store()
    key = f"{printer.pk}:{printer.tests}"
    ask(TEST_KIND, key=key, payload={"printer": str(printer.pk), "test": printer.tests})
    say("printer.test_asked", about=printer)
    return printer


@command(permission=Permission.SEND_LABEL)
def note_test(
    *, printer: Printer, problem: str, sheet: Rendition | None, by: Actor, at: datetime
) -> Printer:
    """How the test print ended; a person looks whether it came out well."""
    printer = printer.lock()
    printer.tested_at, printer.test_problem, printer.test_sheet = at, problem[:300], sheet
    printer.store()
    say("printer.tested", about=printer, details={"problem": printer.test_problem})
    return printer


def _set(printer: Printer, name: str, place: str, setup: Setup) -> None:
    printer.name, printer.place = one_line(name), one_line(place)
    refuse_if(_faults(printer, setup))
    for field, value in asdict(setup).items():
        setattr(printer, field, value)


def _faults(printer: Printer, setup: Setup) -> Iterator[Blocker]:
    yield from text_blockers(Printer, name=printer.name)
    if printer.place:
        yield from text_blockers(Printer, place=printer.place)
    for field in ("width", "height"):
        if not 8 <= getattr(setup, field) <= 297:
            yield _wrong(field, _("Accepted: 8 to 297 mm."))
    if printer.kind == PrinterKind.ZPL:
        yield from address_blockers(setup.host or "", setup.port)
        if setup.dpi not in Dots.values:
            yield _wrong("dpi", _("Accepted: 203, 300 or 600."))
    elif printer.kind == PrinterKind.SHEET:
        yield from _grid_faults(setup)
    else:
        yield _wrong("kind", _("Accepted: a label printer, or sheets."))


def _grid_faults(setup: Setup) -> Iterator[Blocker]:
    """Every label lies on the A4 sheet, and none on another one."""
    columns, rows = setup.columns or 0, setup.rows or 0
    if columns < 1 or rows < 1:
        yield _wrong("columns", _("Accepted: at least one column and one row."))
        return
    for begin, step, size, count, whole, field in (
        (setup.left, setup.step_x, setup.width, columns, A4_WIDTH, "step_x"),
        (setup.top, setup.step_y, setup.height, rows, A4_HEIGHT, "step_y"),
    ):
        if begin is None or step is None or begin < 0:
            yield _wrong(field, _("Accepted: where the first label begins, and the step."))
        elif (count > 1 and step < size) or begin + (count - 1) * step + size > whole:
            yield _wrong(
                field, _("Accepted: labels beside each other that all lie on a sheet of A4.")
            )


def _wrong(field: str, clears: object) -> Blocker:
    return Blocker("NO_SUCH_SIZE", _("This cannot be."), clears=str(clears), field=field)
