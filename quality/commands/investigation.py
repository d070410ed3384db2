"""A deviation from its classification to its closing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from integrity.commands import command, say, sign
from integrity.refusals import refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission
from quality.analysis import Analysis, analysis_blockers, kept
from quality.commands.impacts import reopen_impact
from quality.gates.deviations import (
    classifying_blockers,
    closing_blockers,
    investigation_blockers,
    not_now,
)
from quality.models import (
    DUE_DAYS,
    Cause,
    Classification,
    Deviation,
    DeviationState,
    Method,
)
from quality.texts import paragraph_blockers, paragraphs


@command(permission=Permission.MANAGE_QUALITY)
def classify_deviation(
    *,
    deviation: Deviation,
    classification: Classification,
    owner: User,
    containment: str,
    fact: str,
    by: User,
    at: datetime,
    due_on: date | None = None,
    reason: str = "",
) -> Deviation:
    """QA says how much it may matter, who owns it, until when, and what sponsors are told.

    It may be classified anew until it is closed, with a reason. What was concluded of it rests on
    its class and on the fact: when one of these changes, every conclusion is opened again.
    """
    deviation = deviation.lock()
    refuse_if(classifying_blockers(deviation, reason=reason))
    told_before = (deviation.classification, deviation.fact)
    deviation.containment, deviation.fact = paragraphs(containment), paragraphs(fact)
    refuse_if(
        paragraph_blockers(optional=True, containment=deviation.containment, fact=deviation.fact)
    )
    deviation.classification, deviation.owner = classification, owner
    deviation.due_on = due_on or day_of(at) + timedelta(days=DUE_DAYS[classification])
    deviation.classified_at, deviation.classified_by = at, by
    deviation.state = (
        DeviationState.INVESTIGATING
        if deviation.state == DeviationState.RAISED
        else deviation.state
    )
    deviation.store()
    details = {"classification": classification, "owner": owner.username}
    if (deviation.classification, deviation.fact) != told_before:
        for impact in deviation.impacts.concluded():
            reopen_impact(impact=impact, reason=reason, by=by, at=at)
    say("deviation.classified", about=deviation, reason=reason, details=details)
    return deviation


@command(permission=Permission.MANAGE_QUALITY)
def reject_deviation(*, deviation: Deviation, reason: str, by: User, at: datetime) -> Deviation:
    """QA finds that it is no deviation; it is kept with the reason."""
    deviation = deviation.lock()
    deviation.state, deviation.ending = DeviationState.REJECTED, one_line(reason)
    deviation.closed_at, deviation.closed_by = at, by
    deviation.store()
    say("deviation.rejected", about=deviation, reason=reason)
    return deviation


@command(permission=Permission.RAISE_DEVIATION)
def conclude_investigation(
    *,
    deviation: Deviation,
    method: Method,
    cause: Cause,
    findings: str,
    root_cause: str,
    by: User,
    at: datetime,
    analysis: Analysis | None = None,
) -> Deviation:
    """Its owner says how the cause was looked for, what was found, and what the root cause is.

    `analysis` has what the method asks for (quality.analysis); another method asks for findings.
    """
    deviation = deviation.lock()
    refuse_if(investigation_blockers(deviation, by=by))
    deviation.method, deviation.cause, deviation.analysis = (
        method,
        cause,
        kept(method, analysis or {}),
    )
    deviation.findings, deviation.root_cause = paragraphs(findings), paragraphs(root_cause)
    refuse_if(
        [
            *analysis_blockers(method, deviation.analysis),
            *paragraph_blockers(optional=method != Method.OTHER, findings=deviation.findings),
            *paragraph_blockers(root_cause=deviation.root_cause),
        ]
    )
    deviation.investigated_at, deviation.investigated_by = at, by
    deviation.state = DeviationState.INVESTIGATED
    deviation.store()
    say("deviation.investigated", about=deviation, details={"method": method, "cause": cause})
    return deviation


@command(permission=Permission.MANAGE_QUALITY)
def reopen_investigation(*, deviation: Deviation, reason: str, by: User, at: datetime) -> Deviation:
    """QA does not accept the investigation: it goes on, with the reason."""
    deviation = deviation.lock()
    deviation.state = DeviationState.INVESTIGATING
    deviation.investigated_at = deviation.investigated_by = None
    deviation.store()
    say("deviation.reopened", about=deviation, reason=reason)
    return deviation


@command(permission=Permission.MANAGE_QUALITY)
def waive_capa(*, deviation: Deviation, reason: str, by: User, at: datetime) -> Deviation:
    """QA says why no CAPA is needed."""
    deviation = deviation.lock()
    if not deviation.is_open:
        refuse_if([not_now(deviation, "")])
    deviation.no_capa_reason = one_line(reason)
    deviation.store()
    say("deviation.capa_waived", about=deviation, reason=reason)
    return deviation


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def close_deviation(
    *, deviation: Deviation, by: User, at: datetime, attested: Attestation[User]
) -> Deviation:
    """QA signs that it is investigated, its impact concluded and followed by what is needed."""
    deviation = deviation.lock()
    refuse_if(closing_blockers(deviation, by=by))
    sign(deviation, attested)
    deviation.state = DeviationState.CLOSED
    deviation.closed_at, deviation.closed_by = at, by
    deviation.store()
    say("deviation.closed", about=deviation)
    return deviation
