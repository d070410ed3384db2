"""What became of printed labels: read back, applied, returned, made void; and the sum of a run."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from documents.label_gates import (
    outcome_blockers,
    printed_blockers,
    reconcile_blockers,
    run_blockers,
)
from documents.labels.gs1 import read_as
from documents.models import Label, LabelOutcome, LabelRun, LabelScan, RunState, ScanResult
from integrity.commands import command, say
from integrity.reasons import reason_blockers
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission


@command(permission=Permission.PRINT_LABEL)
def scan_back(*, run: LabelRun, text: str, by: User, at: datetime) -> LabelScan:
    """Somebody scans a label of the run: it reads as it should, or what it is instead is kept.

    What reads as it should counts as applied.
    """
    run, read = run.lock(), text.strip()
    refuse_if(printed_blockers(run))
    shown = read.replace("\x1d", "␝")
    refuse_if(text_blockers(LabelScan, text=shown))
    label, result = _found(run, read)
    scan = LabelScan.objects.create(
        run=run, label=label, text=shown, result=result, scanned_at=at, scanned_by=by
    )
    if label and result == ScanResult.MATCHED and label.outcome == LabelOutcome.OPEN:
        _account(label, LabelOutcome.APPLIED, "", by, at)
    details = {"label": str(label) if label else "", "result": result}
    say("label.scanned", about=scan, details=details)
    return scan


@command(permission=Permission.PRINT_LABEL)
def account_for_labels(
    *, run: LabelRun, labels: Collection[int], outcome: LabelOutcome | str, by: User, at: datetime,
    reason: str = "",
) -> LabelRun:  # fmt: skip
    """These labels, by number, were applied, returned or made void; the last says why."""
    run, outcome = run.lock(), LabelOutcome(outcome)
    refuse_if(run_blockers(run))
    found = list(run.labels.filter(number__in=labels).select_for_update(no_key=True))
    if not found or len(found) != len(set(labels)):
        raise refuse("NO_LABELS", _("Choose labels of this run."), field="labels")
    if is_void := outcome == LabelOutcome.VOID:
        refuse_if(reason_blockers(reason))
    refuse_if(blocker for label in found for blocker in outcome_blockers(label, outcome=outcome))
    for label in found:
        _account(label, outcome, one_line(reason) if is_void else "", by, at)
    details = {"labels": [str(one) for one in found], "outcome": outcome}
    say("labels.accounted_for", about=run, details=details)
    return run


@command(permission=Permission.PRINT_LABEL)
def reconcile_run(*, run: LabelRun, by: User, at: datetime, reason: str = "") -> LabelRun:
    """Printed = applied + returned + void; a difference is closed with its reason only."""
    run, reason = run.lock(), one_line(reason)
    refuse_if(reconcile_blockers(run, reason=reason))
    if reason:
        refuse_if(reason_blockers(reason))
    run.state, run.closed_at, run.closed_by, run.difference = RunState.CLOSED, at, by, reason
    run.store()
    details = LabelRun.objects.counted().get(pk=run.pk).sum
    say("labels.reconciled", about=run, details=details)
    return run


def _found(run: LabelRun, read: str) -> tuple[Label | None, ScanResult]:
    """The label that this text is of: one of the run not scanned yet before any other."""
    texts = read_as(read)
    number = read.upper().removeprefix("LB-")
    wanted = Label.objects.filter(data__in=texts - {""})
    if number.isdecimal() and len(number) < 10 and read.upper().startswith("LB-"):
        wanted = wanted | Label.objects.filter(number=int(number))
    found = list(wanted.select_related("run").order_by("number"))
    own = [one for one in found if one.run_id == run.pk]
    if not found:
        return None, ScanResult.UNKNOWN
    if not own:
        return found[0], ScanResult.OTHER
    order = (LabelOutcome.OPEN, LabelOutcome.APPLIED, LabelOutcome.RETURNED, LabelOutcome.VOID)
    label = min(own, key=lambda one: order.index(LabelOutcome(one.outcome)))
    is_void = label.outcome == LabelOutcome.VOID
    return label, ScanResult.VOID if is_void else ScanResult.MATCHED


def _account(label: Label, outcome: LabelOutcome, reason: str, by: User, at: datetime) -> None:
    label.outcome, label.void_reason = outcome, reason
    label.accounted_at, label.accounted_by = at, by
    label.store()
