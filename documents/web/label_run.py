"""One run of labels: how it went, its labels, and what became of them."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents import labelled
from documents.commands.label_runs import reprint_label, send_again
from documents.commands.reconciling import account_for_labels, reconcile_run, scan_back
from documents.label_gates import printed_blockers, run_blockers
from documents.labels.making import layout_of_label
from documents.models import Label, LabelOutcome, LabelRun, RunState
from documents.web.label_forms import AccountForm, ReconcileForm, ReprintForm, ScanForm
from documents.web.labels import LABELS, for_readers
from documents.web.serving import as_pdf
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in

SHOWN = 200


@require_safe
@for_readers
def label_run(request: HttpRequest, number: int) -> HttpResponse:
    """The labels of a run; what is scanned here is compared with them."""
    return show(request, number, ScanForm(initial={"command_id": uuid.uuid4()}))


@require_POST
@needs(Permission.PRINT_LABEL)
def label_scan(request: HttpRequest, number: int) -> HttpResponse:
    """A label of the run is read back: what it is stands on the page and in the record."""
    run, form = fetch_run(number), ScanForm(request.POST)
    scan = None
    if form.is_valid():
        typed = form.cleaned_data
        scan = form.tried(
            lambda: scan_back.once(
                typed["command_id"], run=run, text=typed["text"], by=signed_in(request),
                at=timezone.now(),
            )
        )  # fmt: skip
    if scan is None:
        return show(request, number, form)
    return redirect(f"{reverse('label-run', args=[number])}?scan={scan.pk}")


@require_safe
@for_readers
def label_sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The sheets of a run as a PDF, to be printed at their own size."""
    run = fetch_run(number)
    if run.sheet is None:
        raise Http404
    return as_pdf(run.sheet)


@require_http_methods(["GET", "POST"])
@needs(Permission.PRINT_LABEL)
def label_account(request: HttpRequest, number: int) -> HttpResponse:
    """Says of several labels at once what became of them."""
    run = fetch_run(number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> LabelRun:
        return account_for_labels.once(typed.pop("command_id"), run=run, **typed, by=by, at=at)

    left = run.labels.filter(outcome=LabelOutcome.OPEN).values_list("number", flat=True)
    deed = _deed(
        run, _("Account for labels"), _("Record it"), partial(AccountForm, run=run), act,
        initial={"labels": list(left)},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.PRINT_LABEL)
def label_close(request: HttpRequest, number: int) -> HttpResponse:
    """The sum of the run; nothing of it changes afterwards."""
    run = fetch_run(number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> LabelRun:
        return reconcile_run.once(typed.pop("command_id"), run=run, **typed, by=by, at=at)

    note = _(
        "%(printed)s printed = %(applied)s applied + %(returned)s returned + %(spoiled)s void"
        " + %(left)s not accounted for"
    )
    form = partial(ReconcileForm, left=run.sum["left"])
    deed = _deed(run, _("Reconcile"), _("Close the run"), form, act, note=note % run.sum)
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.PRINT_LABEL)
def label_again(request: HttpRequest, number: int) -> HttpResponse:
    """What did not come out is sent once more."""
    run = fetch_run(number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> LabelRun:
        return send_again.once(typed.pop("command_id"), run=run, **typed, by=by, at=at)

    note = _("Look at the printer first. Make labels void that came out and are not used.")
    deed = _deed(run, _("Try again"), _("Send again"), ReasonForm, act, note=note)
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.PRINT_LABEL)
def label_reprint(request: HttpRequest, number: int) -> HttpResponse:
    """One label once more, with a reason."""
    label = get_object_or_404(Label.objects.select_related("run"), number=number)
    run = fetch_run(label.run.number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> LabelRun:
        return reprint_label.once(typed.pop("command_id"), label=label, **typed, by=by, at=at)

    deed = _deed(
        run, _("Reprint %(label)s") % {"label": label}, _("Reprint"), ReprintForm, act,
        initial={"printer": run.printer_id},
        back=lambda made: reverse("label-run", args=[made.number]),
    )  # fmt: skip
    return deed_page(request, deed)


def show(request: HttpRequest, number: int, form: ScanForm) -> HttpResponse:
    run, user = fetch_run(number), signed_in(request)
    labels = list(run.labels.select_related("first__run", "accounted_by")[:SHOWN])
    if labels:
        labels[0].run = run
    record = labelled.seen_by(user, run.subject_type, run.subject_id)
    scans = run.scans.select_related("label__run", "scanned_by")
    asked = request.GET.get("scan", "")
    context = {
        "run": run, "labels": labels, "form": form, "scans": scans[:20],
        "scan": next((one for one in scans[:1] if str(one.pk) == asked), None),
        "subject_page": labelled.of(record).page(record) if record else "",
        "layout": layout_of_label(labels[0]) if labels else None,
        "is_under_way": run.state in {RunState.WAITING, RunState.SENDING},
        "blockers": run_blockers(run),
        "may_read_back": user.may(Permission.PRINT_LABEL) and not printed_blockers(run),
        "may_print": user.may(Permission.PRINT_LABEL),
    }  # fmt: skip
    return render(request, "documents/label_run.html", context, status=form.status)


def fetch_run(number: int) -> LabelRun:
    rows = LabelRun.objects.select_related(
        "label__template", "printer", "asked_by", "closed_by", "sheet"
    )
    return get_object_or_404(rows.counted(), number=number)


def _deed(run: LabelRun, title: Any, button: Any, form: Any, act: Any, **more: Any) -> Deed:
    page = reverse("label-run", args=[run.number])
    return Deed(
        permission=Permission.PRINT_LABEL, title=title, button=button, form=form, act=act,
        parents=((LABELS, reverse("label-runs")), (str(run), page)), done=_("Recorded."),
        **{"back": page, **more},
    )  # fmt: skip
