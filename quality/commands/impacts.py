"""What a deviation means for each record that it touches: assessed, and concluded by QA."""

from __future__ import annotations

from datetime import datetime

from integrity.commands import command, say, sign
from integrity.refusals import refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from people.models import User
from people.permissions import Permission
from quality.gates.deviations import conclusion_blockers
from quality.models import Conclusion, Impact, ImpactState
from quality.texts import paragraph_blockers, paragraphs


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
