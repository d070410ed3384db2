"""Taking copies of the audit trail, and reviewing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.models import TrailReview
from integrity.refusals import refuse
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.trail.review import review_of
from people.models import User
from people.permissions import Permission


@command(permission=Permission.EXPORT_TRAIL)
def note_trail_export(
    *, by: User, at: datetime, kind: str, filters: Mapping[str, str], events: int, up_to: int
) -> User:
    """Writes down who takes a copy of the trail: how many events, up to which, and which ones."""
    details = {"format": kind, "filters": filters, "events": events, "up_to": up_to}
    say("trail.exported", about=by, details=details)
    return by


@command(permission=Permission.REVIEW_TRAIL, signed_as=Meaning.REVIEWED)
def review_trail(
    *,
    shown: TrailReview,
    by: User,
    at: datetime,
    attested: Attestation[User],
    note: str = "",
) -> TrailReview:
    """Somebody who did nothing in this trail signs that they read it, up to its last event now.

    Refused when an event came since it was shown, and for a trail without events (Annex 11 §9).
    """
    review = review_of(shown.subject_type, shown.subject_id, shown.subject_label, shown.pk)
    if not review.events:
        raise refuse("NOTHING_TO_REVIEW", _("Nothing has happened to this record."))
    review.save(force_insert=True)
    sign(review, attested, reason=note.strip())
    details = {"subject": review.subject_label, "up_to": review.up_to, "events": review.events}
    say("trail.reviewed", about=review, reason=note.strip(), details=details)
    return review
