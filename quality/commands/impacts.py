"""What a deviation means for each record that it touches: assessed, and concluded by QA."""

from __future__ import annotations

from datetime import datetime

from integrity.commands import command, say, sign
from integrity.refusals import refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from people.models import Organisation, User
from people.permissions import Permission
from quality.gates.deviations import adding_blockers, conclusion_blockers, reopening_blockers
from quality.listed import listed
from quality.models import Conclusion, Deviation, Impact, ImpactState
from quality.subjects import Subject, Touched
from quality.texts import paragraph_blockers, paragraphs


@command(permission=Permission.MANAGE_QUALITY)
def add_impact(
    *,
    deviation: Deviation,
    subject: Subject,
    sponsor: Organisation | None,
    reason: str,
    by: User,
    at: datetime,
) -> Impact:
    """QA names a record that no source named, whose it is and why the deviation touches it."""
    deviation = deviation.lock()
    refuse_if(adding_blockers(deviation, record=subject, sponsor=sponsor))
    whose = sponsor.pk if sponsor else None
    touched = Touched(subject.kind, subject.id, subject.label, sponsor=whose)
    (impact,) = listed(deviation, [touched], at, reason=one_line(reason))
    impact.save(force_insert=True)
    deviation.store()
    say("impact.added", about=impact, reason=reason, details={"record": subject.label})
    return impact


@command(permission=Permission.MANAGE_QUALITY)
def reopen_impact(*, impact: Impact, reason: str, by: User, at: datetime) -> Impact:
    """Its conclusion does not stand any more: it is assessed and signed anew."""
    impact.deviation.lock()
    impact = impact.lock()
    refuse_if(reopening_blockers(impact))
    impact.state, impact.reopened = ImpactState.ASSESSED, impact.reopened + 1
    impact.concluded_at = impact.concluded_by = None
    impact.store()
    say("impact.reopened", about=impact, reason=reason)
    return impact


@command(permission=Permission.MANAGE_QUALITY)
def assess_impact(
    *, impact: Impact, conclusion: Conclusion, assessment: str, by: User, at: datetime
) -> Impact:
    """Writes what it means for this record, in words that its sponsor may read."""
    impact.deviation.lock()
    impact = impact.lock()
    if impact.state == ImpactState.CONCLUDED:
        refuse_if(conclusion_blockers(impact))
    impact.conclusion, impact.assessment = conclusion, paragraphs(assessment)
    refuse_if(paragraph_blockers(assessment=impact.assessment))
    impact.state, impact.assessed_at, impact.assessed_by = ImpactState.ASSESSED, at, by
    impact.store()
    say("impact.assessed", about=impact, details={"conclusion": conclusion})
    return impact


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def conclude_impact(
    *, impact: Impact, by: User, at: datetime, attested: Attestation[User]
) -> Impact:
    """QA signs the assessment; from now on the sponsor reads it."""
    impact.deviation.lock()
    impact = impact.lock()
    refuse_if(conclusion_blockers(impact))
    sign(impact, attested)
    impact.state, impact.concluded_at, impact.concluded_by = ImpactState.CONCLUDED, at, by
    impact.store()
    say("impact.concluded", about=impact, details={"conclusion": impact.conclusion})
    return impact
