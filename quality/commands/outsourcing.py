"""Activities that are done elsewhere: requested, approved with a signature, reported."""

from __future__ import annotations

from datetime import date, datetime

from integrity.commands import command, say, sign
from integrity.refusals import refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from people.models import Organisation, User
from people.permissions import Permission
from quality.gates.cases import owner_blockers, state_blockers
from quality.gates.outsourcing import outsourcing_blockers
from quality.models import Outsourcing, OutsourcingState, SupplierKind
from quality.numbering import next_number
from quality.subjects import Subject
from quality.texts import paragraph_blockers, paragraphs


@command(permission=Permission.DRAFT_AGREEMENT)
def request_outsourcing(
    *,
    title: str,
    description: str,
    organisation: Organisation,
    kind: SupplierKind,
    owner: User,
    due_on: date,
    by: User,
    at: datetime,
    item_code: str = "",
    subject: Subject | None = None,
) -> Outsourcing:
    """Says what is to be done by whom, for which record, and until when it is to be back."""
    asked = Outsourcing(
        title=one_line(title), description=paragraphs(description), organisation=organisation,
        kind=kind, item_code=one_line(item_code), owner=owner, due_on=due_on, raised_at=at,
        raised_by=by,
    )  # fmt: skip
    if subject is not None:
        asked.subject_kind, asked.subject_id = subject.kind, subject.id
        asked.subject_label = subject.label[:200]
    refuse_if(
        [
            *text_blockers(Outsourcing, title=asked.title),
            *(text_blockers(Outsourcing, item_code=asked.item_code) if asked.item_code else ()),
            *paragraph_blockers(description=asked.description),
        ]
    )
    asked.number = next_number(Outsourcing, at)
    asked.save(force_insert=True)
    say("outsourcing.requested", about=asked, details={"of": organisation.code})
    return asked


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def approve_outsourcing(
    *, outsourcing: Outsourcing, by: User, at: datetime, attested: Attestation[User]
) -> Outsourcing:
    """QA signs that it may go there."""
    outsourcing = outsourcing.lock()
    refuse_if(outsourcing_blockers(outsourcing, by=by, at=at))
    sign(outsourcing, attested)
    outsourcing.state = OutsourcingState.APPROVED
    outsourcing.store()
    say("outsourcing.approved", about=outsourcing)
    return outsourcing


@command(permission=Permission.RAISE_DEVIATION)
def report_outsourcing(
    *, outsourcing: Outsourcing, report: str, by: User, at: datetime
) -> Outsourcing:
    """Its owner says what came back, and where the report is."""
    outsourcing = outsourcing.lock()
    refuse_if(
        [
            *owner_blockers(outsourcing, by=by),
            *state_blockers(outsourcing, OutsourcingState.APPROVED, ""),
        ]
    )
    outsourcing.report = paragraphs(report)
    refuse_if(paragraph_blockers(report=outsourcing.report))
    outsourcing.state = OutsourcingState.DONE
    outsourcing.closed_at, outsourcing.closed_by = at, by
    outsourcing.store()
    say("outsourcing.reported", about=outsourcing)
    return outsourcing


@command(permission=Permission.MANAGE_QUALITY)
def cancel_outsourcing(
    *, outsourcing: Outsourcing, reason: str, by: User, at: datetime
) -> Outsourcing:
    """It does not go there, or is called back; it is kept with the reason."""
    outsourcing = outsourcing.lock()
    outsourcing.state, outsourcing.ending = OutsourcingState.CANCELLED, one_line(reason)
    outsourcing.closed_at, outsourcing.closed_by = at, by
    outsourcing.store()
    say("outsourcing.cancelled", about=outsourcing, reason=reason)
    return outsourcing
