"""Writing a version: drafting it, editing the draft, submitting it and sending it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from documents.gates import draft_blockers, edit_blockers
from documents.models import Document, DocumentVersion, StoredFile, VersionState
from documents.prose import prose_blockers
from documents.uploads import Received
from documents.uploads.kinds import PDF
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission

MOST_NUMBER = 999


@command(permission=Permission.WRITE_DOCUMENT)
def draft_version(
    *,
    document: Document,
    text: str,
    change_reason: str,
    effective_on: date,
    by: User,
    at: datetime,
    file: Received | None = None,
    number: int | None = None,
) -> DocumentVersion:
    """Begins the next version, with a text or a PDF: what changes, why, and from when.

    One that comes from elsewhere keeps the `number` it had, when no later one is here.
    """
    document = document.lock()
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    refuse_if([*draft_blockers(document), *_number_blockers(number, last)])
    version = DocumentVersion(document=document, number=number or last + 1)
    _write(version, text, file, change_reason, effective_on, by, at)
    version.save(force_insert=True)
    say("document_version.drafted", about=version, details={"change_reason": version.change_reason})
    return version


@command(permission=Permission.WRITE_DOCUMENT)
def edit_draft(
    *,
    version: DocumentVersion,
    text: str,
    change_reason: str,
    effective_on: date,
    by: User,
    at: datetime,
    file: Received | None = None,
) -> DocumentVersion:
    """Writes in the draft; whoever does is one of its writers from now on.

    Without a text and a new file, the PDF that is there stays.
    """
    version.document.lock()
    version = version.lock()
    refuse_if(edit_blockers(version))
    _write(version, text, file, change_reason, effective_on, by, at)
    version.store()
    say("document_version.edited", about=version, details={"change_reason": version.change_reason})
    return version


@command(permission=Permission.WRITE_DOCUMENT)
def submit_version(*, version: DocumentVersion, by: User, at: datetime) -> DocumentVersion:
    """The draft is ready: somebody who did not write in it reviews it."""
    version.document.lock()
    version = version.lock()
    refuse_if(edit_blockers(version))
    version.state, version.submitted_at = VersionState.IN_REVIEW, at
    version.store()
    say("document_version.submitted", about=version)
    return version


@command(permission=Permission.REVIEW_DOCUMENT)
def return_version(
    *, version: DocumentVersion, reason: str, by: User, at: datetime
) -> DocumentVersion:
    """Back to its author with what is to be done; a review that was signed counts no more."""
    version.document.lock()
    version = version.lock()
    if version.state != VersionState.IN_REVIEW:
        raise refuse(
            "NOT_IN_REVIEW",
            _("%(version)s is “%(state)s”.")
            % {"version": version, "state": version.get_state_display()},
        )
    version.state, version.submitted_at = VersionState.DRAFT, None
    version.reviewed_at = version.reviewed_by = None
    version.store()
    say("document_version.returned", about=version, reason=one_line(reason))
    return version


def _write(
    version: DocumentVersion,
    text: str,
    file: Received | None,
    change_reason: str,
    effective_on: date,
    by: User,
    at: datetime,
) -> None:
    """The same rules for a new draft and for one that is there."""
    text = text.replace("\r\n", "\n").strip()
    version.change_reason, version.effective_on = one_line(change_reason), effective_on
    stays = file is None and not text
    refuse_if(_draft_faults(version, text, file, version.file if stays else None, at))
    if not stays:
        version.text, version.file = text, _pdf(file) if file else None
    version.written_at, version.written_by = at, by
    version.writers = [*dict.fromkeys([*version.writers, by.pk])]


def _draft_faults(
    version: DocumentVersion,
    text: str,
    file: Received | None,
    kept: StoredFile | None,
    at: datetime,
) -> Iterator[Blocker]:
    yield from text_blockers(DocumentVersion, change_reason=version.change_reason)
    if text and file:
        yield Blocker(
            "TEXT_AND_FILE",
            _("This version has a text and a file."),
            clears=_("Accepted: a text, or a PDF."),
            field="file",
        )
    elif file and file.media_type != PDF.media_type:
        yield Blocker(
            "NOT_A_PDF",
            _("“%(name)s” is no PDF.") % {"name": file.name},
            clears=_("Accepted: a text, or a PDF."),
            field="file",
        )
    elif kept is None and file is None:
        yield from prose_blockers(text)
    if version.effective_on < day_of(at):
        yield Blocker(
            "IN_THE_PAST",
            _("This day is over."),
            clears=_("Accepted: today or later; it is effective when it is approved."),
            field="effective_on",
        )


def _number_blockers(number: int | None, last: int) -> Iterator[Blocker]:
    if number is not None and not last < number <= MOST_NUMBER:
        yield Blocker(
            "BAD_NUMBER",
            _("%(number)s cannot be the next version.") % {"number": number},
            clears=_("Accepted: %(next)s to %(most)s.") % {"next": last + 1, "most": MOST_NUMBER},
            field="number",
        )


def _pdf(file: Received) -> StoredFile:
    return StoredFile.objects.create(
        name=file.name, media_type=file.media_type, sha256=file.sha256, size=file.size
    )
