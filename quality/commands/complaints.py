"""Complaints: received, answered, closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from people.models import Organisation, User
from people.models.qualification import day_of
from people.permissions import Permission
from quality.gates.cases import complaint_closing_blockers, owner_blockers, state_blockers
from quality.gates.deviations import code_blockers
from quality.models import DUE_DAYS, Classification, Complaint, ComplaintState, Deviation
from quality.numbering import next_number
from quality.subjects import Subject
from quality.texts import paragraph_blockers, paragraphs


@command(permission=Permission.RAISE_DEVIATION)
def receive_complaint(
    *,
    title: str,
    description: str,
    organisation: Organisation,
    about: str,
    received_on: date,
    classification: Classification,
    owner: User,
    by: User,
    at: datetime,
    product_code: str = "",
    subject: Subject | None = None,
) -> Complaint:
    """Writes down what somebody outside finds wrong, with product and batch as they name it.

    The record that it is about is named too, when it is one of ours; its product is then known.
    """
    complaint = Complaint(
        title=one_line(title), description=paragraphs(description), organisation=organisation,
        about=one_line(about), product_code=one_line(product_code), received_on=received_on,
        classification=classification, owner=owner, raised_at=at, raised_by=by,
        due_on=day_of(at) + timedelta(days=DUE_DAYS[classification]),
    )  # fmt: skip
    if subject is not None:
        complaint.subject_kind, complaint.subject_id = subject.kind, subject.id
        complaint.subject_label = subject.label[:200]
        complaint.product_code = subject.product or complaint.product_code
    refuse_if(
        [
            *code_blockers("product", complaint.product_code),
            *text_blockers(Complaint, title=complaint.title, about=complaint.about),
            *paragraph_blockers(description=complaint.description),
        ]
    )
    if received_on > day_of(at):
        raise refuse(
            "IN_THE_FUTURE", _("This is in the future."), clears=_("Accepted: today or earlier."),
            field="received_on",
        )  # fmt: skip
    complaint.number = next_number(Complaint, at)
    complaint.save(force_insert=True)
    say("complaint.received", about=complaint, details={"from": organisation.code})
    return complaint


@command(permission=Permission.MANAGE_QUALITY)
def link_complaint(
    *, complaint: Complaint, deviation: Deviation, by: User, at: datetime
) -> Complaint:
    """QA names the deviation that the complaint found, or that was raised for it."""
    complaint = complaint.lock()
    complaint.deviation = deviation
    complaint.store()
    say("complaint.linked", about=complaint, details={"deviation": deviation.number})
    return complaint


@command(permission=Permission.RAISE_DEVIATION)
def answer_complaint(*, complaint: Complaint, answer: str, by: User, at: datetime) -> Complaint:
    """Its owner writes what was found and what is answered."""
    complaint = complaint.lock()
    refuse_if(
        [
            *owner_blockers(complaint, by=by),
            *state_blockers(complaint, ComplaintState.RECEIVED, ""),
        ]
    )
    complaint.answer = paragraphs(answer)
    refuse_if(paragraph_blockers(answer=complaint.answer))
    complaint.state = ComplaintState.ANSWERED
    complaint.store()
    say("complaint.answered", about=complaint)
    return complaint


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def close_complaint(
    *, complaint: Complaint, by: User, at: datetime, attested: Attestation[User]
) -> Complaint:
    """QA signs that it is answered, and that what it found is closed."""
    complaint = complaint.lock()
    refuse_if(complaint_closing_blockers(complaint))
    sign(complaint, attested)
    complaint.state, complaint.closed_at, complaint.closed_by = ComplaintState.CLOSED, at, by
    complaint.store()
    say("complaint.closed", about=complaint)
    return complaint
