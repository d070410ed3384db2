"""Changes: proposed, assessed area by area, approved, implemented, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import User
from people.permissions import Permission
from quality.gates.cases import (
    approval_blockers,
    change_closing_blockers,
    linking_blockers,
    owner_blockers,
    state_blockers,
)
from quality.models import (
    Area,
    ChangeAssessment,
    ChangeControl,
    ChangeLink,
    ChangeState,
    closing_of,
)
from quality.numbering import next_number
from quality.subjects import Subject
from quality.texts import paragraph_blockers, paragraphs


@command(permission=Permission.RAISE_DEVIATION)
def propose_change(
    *,
    title: str,
    description: str,
    why: str,
    areas: Iterable[Area],
    owner: User,
    due_on: date,
    by: User,
    at: datetime,
) -> ChangeControl:
    """Says what is to be changed, why, what it may bear on, by whom and until when."""
    change = ChangeControl(
        title=one_line(title), description=paragraphs(description), why=paragraphs(why),
        owner=owner, due_on=due_on, raised_at=at, raised_by=by,
    )  # fmt: skip
    refuse_if(
        [
            *text_blockers(ChangeControl, title=change.title),
            *paragraph_blockers(description=change.description, why=change.why),
        ]
    )
    asked = sorted(set(areas))
    if not asked:
        raise refuse(
            "NO_AREA", _("It bears on no area."), clears=_("Choose at least one."), field="areas"
        )
    change.number = next_number(ChangeControl, at)
    change.save(force_insert=True)
    ChangeAssessment.objects.bulk_create(
        ChangeAssessment(change=change, area=area) for area in asked
    )
    say("change.proposed", about=change, details={"areas": asked})
    return change


@command(permission=Permission.RAISE_DEVIATION)
def assess_change(
    *, change: ChangeControl, area: Area, assessment: str, by: User, at: datetime
) -> ChangeControl:
    """Somebody who knows the area says what the change means for it, before it is approved."""
    change = change.lock()
    refuse_if(state_blockers(change, ChangeState.PROPOSED, ""))
    line, _made = ChangeAssessment.objects.get_or_create(change=change, area=area)
    line.assessment = paragraphs(assessment)
    refuse_if(paragraph_blockers(assessment=line.assessment))
    line.assessed_at, line.assessed_by = at, by
    line.store()
    change.store()
    say("change.assessed", about=change, details={"area": area})
    return change


@command(permission=Permission.RAISE_DEVIATION)
def link_change(
    *, change: ChangeControl, subject: Subject, by: User, at: datetime, reason: str = ""
) -> ChangeControl:
    """Names a record that the change is about; after its approval with the reason."""
    change = change.lock()
    refuse_if(linking_blockers(change, reason=reason))
    is_later = change.state != ChangeState.PROPOSED
    twice = refuse("LINKED_ALREADY", _("%(record)s is named already.") % {"record": subject.label})
    with unique(twice):
        ChangeLink.objects.create(
            change=change, kind=subject.kind, record_id=subject.id, label=subject.label[:200],
            url=subject.url[:300], is_later=is_later, linked_at=at, linked_by=by,
            reason=one_line(reason) if is_later else "",
        )  # fmt: skip
    change.store()
    say("change.linked", about=change, reason=reason, details={"record": subject.label})
    return change


@command(permission=Permission.MANAGE_QUALITY)
def reject_change(*, change: ChangeControl, reason: str, by: User, at: datetime) -> ChangeControl:
    """It is not made; it is kept with the reason."""
    change = change.lock()
    change.state, change.ending = ChangeState.REJECTED, one_line(reason)
    change.closed_at, change.closed_by = at, by
    change.store()
    say("change.rejected", about=change, reason=reason)
    return change


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def approve_change(
    *, change: ChangeControl, by: User, at: datetime, attested: Attestation[User]
) -> ChangeControl:
    """QA signs that it may be made, with what every area says to it."""
    change = change.lock()
    refuse_if(approval_blockers(change, by=by))
    sign(change, attested)
    change.state = ChangeState.APPROVED
    change.store()
    say("change.approved", about=change)
    return change


@command(permission=Permission.RAISE_DEVIATION)
def implement_change(
    *, change: ChangeControl, implementation: str, by: User, at: datetime
) -> ChangeControl:
    """Its owner says how it was made, and where that can be seen."""
    change = change.lock()
    refuse_if([*owner_blockers(change, by=by), *state_blockers(change, ChangeState.APPROVED, "")])
    change.implementation = paragraphs(implementation)
    refuse_if(paragraph_blockers(implementation=change.implementation))
    change.state, change.implemented_at, change.implemented_by = ChangeState.IMPLEMENTED, at, by
    change.store()
    say("change.implemented", about=change)
    return change


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def close_change(
    *, key: UUID, change: ChangeControl, by: User, at: datetime, attested: Attestation[User]
) -> ChangeControl:
    """QA signs, under this id, that it looked at how it was made and at what was named since."""
    change = change.lock()
    refuse_if(change_closing_blockers(change, by=by))
    closing = closing_of(change, key)
    sign(closing, attested)
    closing.save(force_insert=True)
    change.state, change.closed_at, change.closed_by = ChangeState.CLOSED, at, by
    change.store()
    say("change.closed", about=change)
    return change
