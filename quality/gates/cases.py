"""What must be so before a CAPA, a change or a complaint goes on, and is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.reasons import reason_blockers
from integrity.refusals import Blocker
from integrity.separation import separation_blockers
from integrity.signatures.meanings import Meaning
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission
from quality.gates.deviations import not_now
from quality.models import (
    Capa,
    CapaState,
    Case,
    ChangeControl,
    ChangeState,
    Complaint,
    ComplaintState,
    Deviation,
    DeviationState,
    check_of,
    closing_of,
)


@gate
def owner_blockers(case: Case, *, by: User) -> Iterable[Blocker]:
    """What is done for a case is said by its owner, or by quality assurance."""
    if case.owner_id != by.pk and not by.may(Permission.MANAGE_QUALITY):
        yield Blocker(
            "NOT_ITS_OWNER",
            _("%(owner)s owns %(number)s.") % {"owner": case.owner, "number": case},
            clears=_("Its owner does it, or quality assurance."),
        )


@gate
def check_blockers(capa: Capa, *, by: User, at: datetime) -> Iterable[Blocker]:
    """Whether it helped is checked once it is done, not before its day, by another than did it."""
    yield from state_blockers(capa, CapaState.DONE, _("It is done first."))
    if day_of(at) < capa.check_on:
        yield Blocker(
            "TOO_EARLY",
            _("Its effect is checked from %(day)s on.") % {"day": capa.check_on},
            clears=_("Wait until then."),
        )
    if capa.state == CapaState.DONE:
        yield from separation_blockers(check_of(capa, capa.pk), by=by, meaning=Meaning.REVIEWED)


@gate
def cancelling_blockers(capa: Capa) -> Iterable[Blocker]:
    """An open action is cancelled, unless what was closed rests on it alone."""
    yield from state_blockers(capa, CapaState.OPEN, _("Only what is not done yet is cancelled."))
    of = capa.deviation or capa.complaint
    if of is None or of.is_open:
        return
    others = of.actions.exclude(pk=capa.pk).exclude(state=CapaState.CANCELLED)
    if not getattr(of, "no_capa_reason", "") and not others.exists():
        yield Blocker(
            "RESTS_ON_IT",
            _("%(number)s was closed on this CAPA.") % {"number": of},
            clears=_("Open another CAPA for it first."),
            about=of.number,
        )


@gate
def opening_blockers(of: Deviation | Complaint | None) -> Iterable[Blocker]:
    """No action follows from what was found to be no deviation."""
    if isinstance(of, Deviation) and of.state == DeviationState.REJECTED:
        yield not_now(of, _("Raise a deviation anew."))


@gate
def change_closing_blockers(change: ChangeControl, *, by: User) -> Iterable[Blocker]:
    """A change is closed when it is made, by another than made it."""
    yield from state_blockers(change, ChangeState.IMPLEMENTED, _("It is implemented first."))
    if change.state == ChangeState.IMPLEMENTED:
        closing = closing_of(change, change.pk)
        yield from separation_blockers(closing, by=by, meaning=Meaning.APPROVED)


@gate
def linking_blockers(change: ChangeControl, *, reason: str) -> Iterable[Blocker]:
    """A change names records until it is closed; after its approval with the reason."""
    if not change.is_open:
        yield from state_blockers(change, "", _("What is closed names nothing more."))
    elif change.state != ChangeState.PROPOSED:
        yield from reason_blockers(reason)


@gate
def capa_closing_blockers(capa: Capa, *, by: User) -> Iterable[Blocker]:
    """An action is closed when it is done and was found effective, by another than did it."""
    yield from state_blockers(
        capa, CapaState.EFFECTIVE, _("It is done, and its effect is checked.")
    )
    yield from separation_blockers(capa, by=by, meaning=Meaning.APPROVED)


@gate
def approval_blockers(change: ChangeControl, *, by: User) -> Iterable[Blocker]:
    """A change is approved when every area it may bear on is assessed, by another than proposed."""
    yield from state_blockers(change, ChangeState.PROPOSED, _("A change is approved once."))
    for one in change.assessments.filter(assessed_at__isnull=True):
        yield Blocker(
            "NOT_ASSESSED",
            _("“%(area)s” is not assessed.") % {"area": one.get_area_display()},
            clears=_("Somebody who knows it assesses it."),
            about=one.area,
        )
    yield from separation_blockers(change, by=by, meaning=Meaning.APPROVED)


@gate
def complaint_closing_blockers(complaint: Complaint) -> Iterable[Blocker]:
    """A complaint is closed when it is answered, and what it found of ours is closed before."""
    yield from state_blockers(complaint, ComplaintState.ANSWERED, _("It is answered first."))
    if complaint.deviation is not None and complaint.deviation.is_open:
        yield Blocker(
            "DEVIATION_OPEN",
            _("Its deviation %(number)s is open.") % {"number": complaint.deviation},
            clears=_("The deviation is closed first."),
        )


def state_blockers(case: Case, needed: str, clears: object) -> Iterator[Blocker]:
    """The case is in the one state from which this is done."""
    if case.state != needed:
        yield Blocker(
            "NOT_NOW",
            _("%(number)s is “%(state)s”.") % {"number": case, "state": case.get_state_display()},  # type: ignore[attr-defined]
            clears=str(clears),
        )
