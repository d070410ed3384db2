"""Printing labels of a record, and sending them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from documents import labelled
from documents.label_gates import print_blockers, printed_blockers
from documents.labels.making import data_of, layout_of
from documents.models import (
    Label,
    LabelRun,
    LabelVersion,
    Printer,
    Rendition,
    RunState,
)
from documents.numbers import next_of
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.jobs import ask
from integrity.models import Record
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission

JOB_KIND = "label_run"


@command(permission=Permission.PRINT_LABEL)
def print_labels(
    *, subject: Record, label: LabelVersion, printer: Printer, copies: int, by: User,
    at: datetime, first_place: int = 1,
) -> LabelRun:  # fmt: skip
    """Freezes what stands on each label and asks a worker to print them; each has a number.

    `copies` are of each thing of the record: of one container, of every plate of a round.
    """
    kind = subject._meta.label_lower
    if labelled.seen_by(by, kind, subject.pk) is None:
        raise refuse("NOT_SEEN", _("Labels are printed of records that you may see."))
    rows = labelled.of(subject).all_values(subject)
    run = LabelRun(
        label=label, printer=printer, subject_type=kind, subject_id=subject.pk,
        subject_label=str(subject)[:200], first_place=first_place, asked_at=at, asked_by=by,
    )  # fmt: skip
    if not rows:
        raise refuse("NOTHING_TO_LABEL", _("Nothing of %(of)s gets a label.") % {"of": subject})
    _print(run, rows, copies)
    say("labels.printed", about=run, details=_told(run, copies * len(rows)))
    return run


@command(permission=Permission.PRINT_LABEL)
def reprint_label(
    *, label: Label, printer: Printer, reason: str, by: User, at: datetime, first_place: int = 1
) -> LabelRun:
    """Prints once more what stood on a label, under a number of its own; the first one is named."""
    before = label.run.lock()
    refuse_if(printed_blockers(before))
    run = LabelRun(
        label=before.label, printer=printer, subject_type=before.subject_type,
        subject_id=before.subject_id, subject_label=before.subject_label,
        first_place=first_place, asked_at=at, asked_by=by,
    )  # fmt: skip
    _print(run, [label.values], 1, first=label.first or label, reason=one_line(reason))
    say("label.reprinted", about=run, reason=reason, details={"label": str(label), **_told(run, 1)})
    return run


@command(permission=Permission.PRINT_LABEL)
def send_again(*, run: LabelRun, reason: str, by: User, at: datetime) -> LabelRun:
    """Somebody looked at the printer: the labels did not come out, and are sent once more."""
    run = run.lock()
    if run.state != RunState.FAILED:
        raise refuse(
            "NOT_FAILED",
            _("%(run)s is “%(state)s”.") % {"run": run, "state": run.get_state_display()},
            clears=_("Reprint a single label, with a reason."),
        )
    run.state, run.problem, run.attempt = RunState.WAITING, "", run.attempt + 1
    run.store()
    _ask(run)
    say("labels.sent_again", about=run, reason=reason)
    return run


@command(permission=Permission.SEND_LABEL)
def begin_sending(*, run: LabelRun, by: Actor, at: datetime) -> LabelRun:
    """Said before the first byte leaves, so that nobody sends a run twice unknowingly."""
    run = run.lock()
    run.state = RunState.SENDING
    run.store()
    say("labels.sending", about=run)
    return run


@command(permission=Permission.SEND_LABEL)
def end_sending(
    *, run: LabelRun, problem: str, sheet: Rendition | None, by: Actor, at: datetime
) -> LabelRun:
    """The printer has taken it, the sheet is made; or there is a problem that people solve."""
    run = run.lock()
    run.problem, run.sheet = problem[:300], sheet
    run.state = RunState.FAILED if problem else RunState.SENT
    run.sent_at = None if problem else at
    run.store()
    say("labels.failed" if problem else "labels.sent", about=run, details={"problem": run.problem})
    return run


def _print(
    run: LabelRun, rows: Sequence[Mapping[str, str]], copies: int, first: Label | None = None,
    reason: str = "",
) -> None:  # fmt: skip
    run.printer = run.printer.lock()
    refuse_if(
        print_blockers(
            run.label, kind=labelled.templates_for(run.subject_type), printer=run.printer,
            copies=copies * len(rows), first_place=run.first_place,
        )
    )  # fmt: skip
    number = next_of(Label.objects.all())
    run.number = next_of(LabelRun.objects.all())
    day = day_of(run.asked_at).isoformat()
    labels = []
    for more, values in enumerate(row for row in rows for _copy in range(copies)):
        one = Label(run=run, number=number + more, first=first, reason=reason)
        one.values = {**values, "label": str(one), "printed_on": day}
        layout_of(run.label, one.values, run.printer)
        one.data = data_of(run.label, one.values)
        labels.append(one)
    run.save(force_insert=True)
    Label.objects.bulk_create(labels)
    _ask(run)


def _ask(run: LabelRun) -> None:
    payload = {"run": str(run.pk), "attempt": run.attempt}
    ask(JOB_KIND, key=f"{run.pk}:{run.attempt}", payload=payload)


def _told(run: LabelRun, copies: int) -> dict[str, object]:
    return {
        "label": str(run.label), "printer": run.printer.code, "subject": run.subject_label,
        "copies": copies,
    }  # fmt: skip
