"""From review to the end of a version: what is signed, and what the calendar does."""

from __future__ import annotations

from datetime import datetime

from documents.gates import (
    approval_blockers,
    effect_blockers,
    periodic_review_blockers,
    retirement_blockers,
    review_blockers,
    training_time_blockers,
)
from documents.models import DocumentVersion, VersionState
from integrity.actors import Actor
from integrity.commands import command, say, sign
from integrity.reasons import reason_blockers
from integrity.refusals import refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission
from people.qualifications import after_months


@command(permission=Permission.REVIEW_DOCUMENT, signed_as=Meaning.REVIEWED)
def review_version(
    *, version: DocumentVersion, by: User, at: datetime, attested: Attestation[User]
) -> DocumentVersion:
    """Somebody who wrote nothing in it signs that it is right; then it can be approved."""
    version = _lock(version)
    refuse_if(review_blockers(version, by=by))
    sign(version, attested)
    version.reviewed_at, version.reviewed_by = at, by
    version.store()
    say("document_version.reviewed", about=version)
    return version


@command(permission=Permission.APPROVE_DOCUMENT, signed_as=Meaning.APPROVED)
def approve_version(
    *,
    version: DocumentVersion,
    by: User,
    at: datetime,
    attested: Attestation[User],
    reason: str = "",
) -> DocumentVersion:
    """QA signs; people train on it until its day comes, and then it is effective.

    Sooner than the document gives them to train it is with a `reason`, which is signed.
    """
    version, reason = _lock(version), one_line(reason)
    refuse_if(approval_blockers(version, by=by))
    refuse_if(training_time_blockers(version, at=at, reason=reason))
    if reason:
        refuse_if(reason_blockers(reason))
    sign(version, attested, reason=reason)
    version.approved_at, version.approved_by = at, by
    version.state = VersionState.APPROVED
    version.store()
    details = {"effective_on": version.effective_on.isoformat()}
    say("document_version.approved", about=version, reason=reason, details=details)
    return version


@command(permission=Permission.MAKE_EFFECTIVE)
def make_effective(*, version: DocumentVersion, by: Actor, at: datetime) -> DocumentVersion:
    """Its day has come: it supersedes the version before; done by the calendar, never by hand."""
    version = _lock(version)
    refuse_if(effect_blockers(version))
    for earlier in version.document.versions.effective().select_for_update(no_key=True):
        earlier.state, earlier.next_review_on = VersionState.SUPERSEDED, None
        earlier.store()
    version.state, version.effective_at = VersionState.EFFECTIVE, at
    version.next_review_on = after_months(day_of(at), version.document.review_months)
    version.store()
    say("document_version.made_effective", about=version)
    return version


@command(permission=Permission.REVIEW_DOCUMENT, signed_as=Meaning.REVIEWED)
def review_periodically(
    *,
    version: DocumentVersion,
    by: User,
    at: datetime,
    attested: Attestation[User],
    note: str = "",
) -> DocumentVersion:
    """Somebody signs that it is still right as it is; from this day on the next interval runs."""
    version = _lock(version)
    refuse_if(periodic_review_blockers(version, by=by))
    sign(version, attested, reason=one_line(note))
    version.next_review_on = after_months(day_of(at), version.document.review_months)
    version.store()
    details = {"next_review_on": str(version.next_review_on)}
    say("document_version.reviewed_periodically", about=version, reason=note, details=details)
    return version


@command(permission=Permission.APPROVE_DOCUMENT, signed_as=Meaning.APPROVED)
def retire_document(
    *, version: DocumentVersion, reason: str, by: User, at: datetime, attested: Attestation[User]
) -> DocumentVersion:
    """The effective version is the last one: from now on nobody works by this document."""
    version = _lock(version)
    refuse_if(retirement_blockers(version.document))
    sign(version, attested, reason=one_line(reason))
    version.state, version.next_review_on = VersionState.RETIRED, None
    version.store()
    version.document.retired_at, version.document.retired_by = at, by
    version.document.store()
    say("document.retired", about=version, reason=one_line(reason))
    return version


@command(permission=Permission.APPROVE_DOCUMENT)
def withdraw_version(
    *, version: DocumentVersion, reason: str, by: User, at: datetime
) -> DocumentVersion:
    """What was approved shall not become effective after all; the version before goes on."""
    version = _lock(version)
    refuse_if(effect_blockers(version))
    version.state = VersionState.RETIRED
    version.store()
    say("document_version.withdrawn", about=version, reason=reason)
    return version


def _lock(version: DocumentVersion) -> DocumentVersion:
    """The document first, so that two people take turns and never deadlock."""
    document = version.document.lock()
    version = version.lock()
    version.document = document
    return version
