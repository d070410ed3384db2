"""What workers do for documents: labels to printers, sheets of labels, numbered forms."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.commands.blank_forms import FORM_KIND, file_form
from documents.commands.label_runs import JOB_KIND, begin_sending, end_sending
from documents.commands.printers import TEST_KIND, note_test
from documents.commands.renditions import file_rendition
from documents.labels.making import layout_of_label, test_layout
from documents.labels.sending import NotSent, send
from documents.labels.zpl import labels as as_zpl
from documents.models import BlankForm, Dots, LabelRun, Printer, Rendition, RunState
from documents.rendering.assemble import Assembled
from documents.services import PRINTING
from documents.store import keep
from integrity.jobs import Claim, Outcome, handles


@handles(JOB_KIND)
def print_run(claim: Claim) -> Outcome:
    """Sends a run once; one whose worker died on the way is not sent again, but fails."""
    run = LabelRun.objects.select_related("label__template", "printer").get(pk=claim.payload["run"])
    if run.attempt != claim.payload["attempt"] or run.state not in SENDABLE:
        return lambda at: None
    if run.state == RunState.SENDING:
        problem = _("The worker broke off. Look at the printer: some may be printed.")
        return lambda at: _end(run, problem, None, at)
    begin_sending(run=run, by=PRINTING, at=timezone.now())
    problem, sheet = _sent(run)
    return lambda at: _end(run, problem, sheet, at)


SENDABLE = {RunState.WAITING, RunState.SENDING}


@handles(TEST_KIND)
def print_test(claim: Claim) -> Outcome:
    """One label on a label printer; of a sheet every place, with its outline."""
    printer = Printer.objects.get(pk=claim.payload["printer"])
    problem, sheet = "", None
    if printer.is_zpl:
        problem = _to_printer(printer, as_zpl([test_layout(printer)], _dots(printer)))
    else:
        from documents.labels.sheet import sheets

        sheet = sheets([test_layout(printer)] * printer.a_sheet, printer, edge=True)

    def outcome(at: datetime) -> None:
        filed = _filed(_("Test print %(printer)s") % {"printer": printer}, sheet, at)
        note_test(printer=printer, problem=problem, sheet=filed, by=PRINTING, at=at)

    return outcome


@handles(FORM_KIND)
def blank_form_pdf(claim: Claim) -> Outcome:
    """The PDF of one numbered copy, made from what was kept when it was issued."""
    from documents.blank_form_pdf import make_form_pdf

    form = BlankForm.objects.select_related("issued_to", "issued_by").get(pk=claim.payload["form"])
    made = make_form_pdf(form)

    def outcome(at: datetime) -> None:
        rendition = _filed(form.number, made, at)
        file_form(form=form, rendition=rendition, by=PRINTING, at=at)

    return outcome


def _sent(run: LabelRun) -> tuple[str, Assembled | None]:
    """What went wrong, or the sheets that were made."""
    layouts = [
        layout_of_label(label) for label in run.labels.select_related("run__label", "run__printer")
    ]
    if run.printer.is_zpl:
        return _to_printer(run.printer, as_zpl(layouts, _dots(run.printer))), None
    # Web processes import this module too, and they never load the PDF engines.
    from documents.labels.sheet import sheets

    return "", sheets(layouts, run.printer, run.first_place)


def _to_printer(printer: Printer, content: bytes) -> str:
    try:
        send(str(printer.host), printer.port or 0, content)
    except NotSent as problem:
        return str(problem)
    return ""


def _end(run: LabelRun, problem: str, sheet: Assembled | None, at: datetime) -> None:
    filed = _filed(_("Labels %(run)s") % {"run": run}, sheet, at)
    end_sending(run=run, problem=problem, sheet=filed, by=PRINTING, at=at)


def _filed(title: str, made: Assembled | None, at: datetime) -> Rendition | None:
    if made is None:
        return None
    return file_rendition(
        title=title, sha256=keep(made.content), size=len(made.content), pages=made.pages,
        by=PRINTING, at=at,
    )  # fmt: skip


def _dots(printer: Printer) -> int:
    return Dots(printer.dpi or 0).a_millimetre
