"""What may be found of documents: by code, and by words of the title."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import BlankForm, Document, DocumentVersion, Label, LabelRun, Printer
from documents.models.controlled import TEXTS
from people.finding.kinds import Findable, Found
from people.models import User
from people.permissions import Permission

PRINTED = re.compile(r"(LR|LB)-([0-9]{1,9})", re.IGNORECASE)
VERSION = re.compile(r"(.+?) ?v([0-9]{1,4})", re.IGNORECASE)


def document_shown(document: Document) -> Found:
    sign, word = ("neutral", _("Retired")) if document.retired_at else ("", "")
    return Found(
        document.code, reverse("document", args=[document.code]), name=document.title,
        line=document.get_kind_display(), sign=sign, word=str(word),
    )  # fmt: skip


def version_shown(version: DocumentVersion) -> Found:
    page = reverse("document-version", args=[version.document.code, version.number])
    return Found(
        str(version), page, name=version.document.title, line=version.change_reason,
        sign=version.sign, word=version.get_state_display(),
    )  # fmt: skip


def of_version(code: str) -> Q:
    """A document with the number of its version, as it is printed."""
    printed = VERSION.fullmatch(code)
    if printed is None:
        return Q(pk__in=[])
    return Q(document__code__iexact=printed[1], number=int(printed[2]))


def run_shown(run: LabelRun) -> Found:
    return Found(
        str(run), reverse("label-run", args=[run.number]), name=run.subject_label,
        line=str(run.label), sign=run.sign, word=run.get_state_display(),
    )  # fmt: skip


def printer_shown(printer: Printer) -> Found:
    sign, word = ("action", _("Out of service")) if printer.out_of_service_at else ("", "")
    return Found(
        printer.code, reverse("printer", args=[printer.code]), name=printer.name,
        line=printer.place, sign=sign, word=str(word),
    )  # fmt: skip


def copy_shown(form: BlankForm) -> Found:
    return Found(
        form.number, reverse("blank-form", args=[form.number]), name=form.title,
        line=f"{form.issued_to.display_name} · {form.purpose}", sign=form.sign,
        word=form.get_state_display(),
    )  # fmt: skip


def visible_runs(user: User) -> QuerySet[LabelRun]:
    runs = LabelRun.objects.select_related("label__template")
    return runs if _reads(user) and user.may(Permission.VIEW_MATERIALS) else runs.none()


def visible_printers(user: User) -> QuerySet[Printer]:
    return Printer.objects.all() if _reads(user) else Printer.objects.none()


def _reads(user: User) -> bool:
    return user.is_of_facility and user.may(Permission.VIEW_DOCUMENTS)


def of_run(code: str) -> Q:
    """A run by its number, or by that of one of its labels, as they are printed."""
    printed = PRINTED.fullmatch(code)
    if printed is None:
        return Q(pk__in=[])
    number = int(printed[2])
    if printed[1].upper() == "LR":
        return Q(number=number)
    return Q(pk__in=Label.objects.filter(number=number).values("run"))


KINDS = (
    Findable(
        "label-run", _("Printed labels"), "print", visible_runs, run_shown, named=of_run, place=60,
    ),
    Findable(
        "printer", _("Printers"), "print", visible_printers, printer_shown, codes=("code",),
        place=61,
    ),
    Findable(
        "paper-copy", _("Forms on paper"), "doc",
        lambda user: BlankForm.objects.visible_to(user).select_related("issued_to"), copy_shown,
        codes=("number",), place=62,
    ),
    Findable(
        "document-version", _("Versions of documents"), "doc",
        lambda user: DocumentVersion.objects.visible_to(user).select_related("document"),
        version_shown, named=of_version, place=19,
    ),
    Findable(
        "controlled-document", _("Controlled documents"), "doc",
        lambda user: Document.objects.visible_to(user), document_shown,
        codes=("code",), texts=TEXTS, place=18,
    ),
)  # fmt: skip
