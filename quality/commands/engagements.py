"""Agreements and approvals of suppliers: signed by QA, ended."""

from __future__ import annotations

from datetime import datetime

from integrity.commands import command, say, sign
from integrity.refusals import refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from people.models import User
from people.permissions import Permission
from quality.gates.engagements import engagement_ending_blockers, engagement_signing_blockers
from quality.models import Engagement, EngagementState


@command(permission=Permission.MANAGE_QUALITY, signed_as=Meaning.APPROVED)
def sign_engagement(
    *, engagement: Engagement, by: User, at: datetime, attested: Attestation[User]
) -> Engagement:
    """QA signs what somebody else drafted; the version that it replaces holds until the day before.

    The former version is locked first, so that two new versions take turns.
    """
    former = engagement.replaces.lock() if engagement.replaces else None
    engagement = engagement.lock()
    refuse_if(engagement_signing_blockers(engagement, at=at))
    sign(engagement, attested)
    engagement.state, engagement.signed_at, engagement.signed_by = EngagementState.SIGNED, at, by
    engagement.store()
    if former is not None:
        former.superseded_from = engagement.valid_from
        former.store()
    details = {"with": engagement.organisation.code, "replaces": str(former or "")}
    say(f"{engagement.noun}.signed", about=engagement, details=details)
    return engagement


@command(permission=Permission.MANAGE_QUALITY)
def end_engagement(*, engagement: Engagement, reason: str, by: User, at: datetime) -> Engagement:
    """It holds no longer, from now on; a draft is given up."""
    engagement = engagement.lock()
    refuse_if(engagement_ending_blockers(engagement, at=at))
    engagement.state, engagement.ended_reason = EngagementState.ENDED, one_line(reason)
    engagement.ended_at, engagement.ended_by = at, by
    engagement.store()
    say(f"{engagement.noun}.ended", about=engagement, reason=reason)
    return engagement
