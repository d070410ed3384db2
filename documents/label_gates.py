"""Why a label may not be approved, printed, accounted for or reconciled now."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from documents.models import (
    Label,
    LabelOutcome,
    LabelRun,
    LabelState,
    LabelTemplate,
    LabelVersion,
    Printer,
    RunState,
)
from integrity.actors import Actor
from integrity.gates import gate
from integrity.refusals import Blocker
from integrity.separation import separation_blockers
from integrity.signatures.meanings import Meaning

MOST_COPIES = 200


@gate
def label_draft_blockers(template: LabelTemplate) -> Iterable[Blocker]:
    """One draft of a label template is in work at a time."""
    if draft := template.versions.filter(state=LabelState.DRAFT).first():
        yield Blocker(
            "VERSION_IN_WORK",
            _("%(version)s is a draft.") % {"version": draft},
            clears=_("Edit that one, or have it approved."),
        )


@gate
def label_approval_blockers(version: LabelVersion, *, by: Actor) -> Iterable[Blocker]:
    """A draft of a label is approved by somebody who did not write it (EU GMP 5.52)."""
    if version.state != LabelState.DRAFT:
        yield Blocker(
            "NOT_A_DRAFT",
            _("%(version)s is “%(state)s”.")
            % {"version": version, "state": version.get_state_display()},
        )
    else:
        yield from separation_blockers(version, by=by, meaning=Meaning.APPROVED)


@gate
def print_blockers(
    version: LabelVersion, *, kind: str, printer: Printer, copies: int, first_place: int
) -> Iterable[Blocker]:
    """Labels are printed from an effective version, on a printer that works and takes the size."""
    if version.state != LabelState.EFFECTIVE:
        yield Blocker(
            "NOT_EFFECTIVE", _("%(version)s is not effective.") % {"version": version},
            clears=_("Take the effective version of a label template."), field="label",
        )  # fmt: skip
    if version.template.kind != kind:
        yield Blocker(
            "OTHER_KIND", _("%(version)s labels other records.") % {"version": version},
            field="label",
        )  # fmt: skip
    if printer.out_of_service_at:
        yield Blocker(
            "OUT_OF_SERVICE", _("%(printer)s is out of service.") % {"printer": printer.name},
            clears=_("Take another printer."), field="printer",
        )  # fmt: skip
    if version.width > printer.width or version.height > printer.height:
        yield Blocker(
            "TOO_LARGE",
            _("%(version)s is %(width)s × %(height)s mm, larger than the labels of %(printer)s.")
            % {
                "version": version, "width": version.width, "height": version.height,
                "printer": printer.name,
            },
            clears=_("Accepted: at most %(width)s × %(height)s mm.")
            % {"width": printer.width, "height": printer.height},
            field="printer",
        )  # fmt: skip
    if not 1 <= copies <= MOST_COPIES:
        yield Blocker(
            "COPIES", _("%(copies)s labels cannot be printed at once.") % {"copies": copies},
            clears=_("Accepted: 1 to %(most)s.") % {"most": MOST_COPIES}, field="copies",
        )  # fmt: skip
    if first_place != 1 and not 1 <= first_place <= printer.a_sheet:
        yield Blocker(
            "NO_SUCH_PLACE", _("There is no place %(place)s.") % {"place": first_place},
            clears=_("Accepted: 1 to %(most)s.") % {"most": printer.a_sheet or 1},
            field="first_place",
        )  # fmt: skip


@gate
def run_blockers(run: LabelRun) -> Iterable[Blocker]:
    """Labels are accounted for when the run was printed or failed, until it is closed."""
    if run.state == RunState.CLOSED:
        yield Blocker(
            "RECONCILED", _("%(run)s is reconciled.") % {"run": run},
            clears=_("Print new labels."),
        )  # fmt: skip
    elif run.state not in {RunState.SENT, RunState.FAILED}:
        yield Blocker(
            "NOT_PRINTED", _("%(run)s is not printed yet.") % {"run": run},
            clears=_("Wait until the printer has it."),
        )  # fmt: skip


@gate
def printed_blockers(run: LabelRun) -> Iterable[Blocker]:
    """What the printer took is read back and reprinted; what failed is tried again first."""
    yield from run_blockers(run)
    if run.state == RunState.FAILED:
        yield Blocker(
            "NOT_PRINTED", _("%(run)s was not printed, or not all of it.") % {"run": run},
            clears=_("Look at the printer and try again, or make the labels void."),
        )  # fmt: skip


@gate
def reconcile_blockers(run: LabelRun, *, reason: str) -> Iterable[Blocker]:
    """Every printed label was applied, returned or made void, or a reason says why not."""
    yield from run_blockers(run)
    left = run.labels.filter(outcome=LabelOutcome.OPEN).count()
    if left and not reason:
        yield Blocker(
            "LABELS_LEFT",
            ngettext_lazy(
                "%(left)s label was neither applied nor returned nor made void.",
                "%(left)s labels were neither applied nor returned nor made void.",
                left,
            )
            % {"left": left},
            clears=_("Account for them, or say why they cannot be accounted for."),
            field="reason",
        )


@gate
def outcome_blockers(label: Label, *, outcome: LabelOutcome) -> Iterable[Blocker]:
    """A label is applied or returned once; what was applied can still be made void."""
    allowed = {LabelOutcome.OPEN: {*LabelOutcome} - {LabelOutcome.OPEN}}
    allowed[LabelOutcome.APPLIED] = {LabelOutcome.VOID}
    if outcome not in allowed.get(LabelOutcome(label.outcome), set()):
        yield Blocker(
            "ACCOUNTED_ALREADY",
            _("%(label)s is “%(outcome)s”.")
            % {"label": label, "outcome": label.get_outcome_display()},
            field="labels", about=str(label),
        )  # fmt: skip
