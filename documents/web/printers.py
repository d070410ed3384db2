"""The registry of label printers and sheets."""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.commands.printers import (
    Setup,
    alter_printer,
    put_in_service,
    put_out_of_service,
    register_printer,
    test_printer,
)
from documents.models import Printer, PrinterKind
from documents.web.printer_forms import AlterSheet, AlterZpl, NewSheet, NewZpl
from documents.web.serving import as_pdf
from integrity.web.forms import CommandForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in

PRINTERS = _("Printers")
NEW: dict[str, type[CommandForm]] = {PrinterKind.ZPL: NewZpl, PrinterKind.SHEET: NewSheet}
ALTER: dict[str, type[CommandForm]] = {PrinterKind.ZPL: AlterZpl, PrinterKind.SHEET: AlterSheet}
OF_FORM = {"command_id", "version", "reason"}


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def printers(request: HttpRequest) -> HttpResponse:
    """Every printer and sheet, with its last test print."""
    context = {
        "printers": Printer.objects.all(), "tab": "printers",
        "may_manage": signed_in(request).may(Permission.MANAGE_PRINTERS),
    }  # fmt: skip
    return render(request, "documents/printers.html", context)


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def printer_page(request: HttpRequest, code: str) -> HttpResponse:
    """One printer, and how its last test print went."""
    printer = fetch_printer(code)
    context = {
        "printer": printer,
        "may_manage": signed_in(request).may(Permission.MANAGE_PRINTERS),
        "form": CommandForm(initial={"command_id": uuid.uuid4()}),
    }
    return render(request, "documents/printer.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PRINTERS)
def printer_new(request: HttpRequest, kind: str) -> HttpResponse:
    """A label printer by its address, or a kind of sheet by its grid."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Printer:
        return register_printer.once(
            typed["command_id"], code=typed["code"], name=typed["name"], kind=kind,
            place=typed["place"], setup=_setup(typed), by=by, at=at,
        )  # fmt: skip

    page = reverse("printers")
    deed = Deed(
        permission=Permission.MANAGE_PRINTERS, title=PrinterKind(kind).label, button=_("Register"),
        form=NEW[kind], act=act, done=_("Registered. Make a test print."),
        parents=((PRINTERS, page),), back=lambda made: reverse("printer", args=[made.code]),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PRINTERS)
def printer_alter(request: HttpRequest, code: str) -> HttpResponse:
    """Another name, place, address or grid."""
    printer = fetch_printer(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Printer:
        return alter_printer.once(
            typed["command_id"], printer=printer, name=typed["name"], place=typed["place"],
            setup=_setup(typed), reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    names = set(ALTER[printer.kind].base_fields) - OF_FORM
    deed = _deed(
        printer, _("Change the printer"), _("Save"), ALTER[printer.kind], act, record=printer,
        initial={name: getattr(printer, name) for name in names},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PRINTERS)
def printer_service(request: HttpRequest, code: str) -> HttpResponse:
    """Out of service, or back."""
    printer = fetch_printer(code)
    command = put_in_service if printer.out_of_service_at else put_out_of_service
    title = _("Put in service") if printer.out_of_service_at else _("Put out of service")

    def act(typed: dict[str, Any], by: User, at: datetime) -> Printer:
        return command.once(
            typed["command_id"], printer=printer, reason=typed["reason"], by=by, at=at
        )

    return deed_page(request, _deed(printer, title, title, ReasonForm, act))


@require_POST
@needs(Permission.MANAGE_PRINTERS)
def printer_test(request: HttpRequest, code: str) -> HttpResponse:
    """Asks for a test print."""
    printer, form = fetch_printer(code), CommandForm(request.POST)
    if form.is_valid():
        test_printer.once(
            form.cleaned_data["command_id"], printer=printer, by=signed_in(request),
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("The test print is asked for."))
    return redirect("printer", code)


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def printer_test_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The last test print of a sheet."""
    printer = fetch_printer(code)
    if printer.test_sheet is None:
        raise Http404
    return as_pdf(printer.test_sheet)


def fetch_printer(code: str) -> Printer:
    rows = Printer.objects.select_related(
        "registered_by", "out_of_service_by", "test_asked_by", "test_sheet"
    )
    return get_object_or_404(rows, code=code)


def _setup(typed: dict[str, Any]) -> Setup:
    given: dict[str, Any] = {one.name: typed.get(one.name) for one in fields(Setup)}
    return Setup(**given)


def _deed(
    printer: Printer, title: Any, button: Any, form: type[CommandForm], act: Any, **more: Any
) -> Deed:
    page = reverse("printer", args=[printer.code])
    return Deed(
        permission=Permission.MANAGE_PRINTERS, title=title, button=button, form=form, act=act,
        back=page, done=_("Kept."), parents=((PRINTERS, reverse("printers")), (printer.code, page)),
        **more,
    )  # fmt: skip
