"""Files that belong to records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from documents.attaching import attaching_blockers, seen_by
from documents.models import Attachment, StoredFile
from documents.uploads import Received
from integrity.commands import command, say
from integrity.models import Record
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission


@command(permission=Permission.ATTACH_FILE)
def attach_file(
    *, subject: Record, file: Received, by: User, at: datetime, caption: str = ""
) -> Attachment:
    """Adds a file that was received to a record that the person may see; nothing replaces it."""
    label = subject._meta.label_lower
    if seen_by(by, label, subject.pk) is None:
        raise refuse("NOT_SEEN", _("Files are attached to records that you may see."))
    caption = one_line(caption)
    refuse_if([*attaching_blockers(subject, is_held=True), *_caption_blockers(caption)])
    attachment = Attachment.objects.create(
        subject_type=label, subject_id=subject.pk, subject_label=str(subject)[:200],
        file=_stored(file), caption=caption, attached_at=at, attached_by=by,
    )  # fmt: skip
    details = {"file": file.name, "sha256": file.sha256, "subject": attachment.subject_label}
    say("file.attached", about=attachment, details=details)
    return attachment


def _caption_blockers(caption: str) -> Iterator[Blocker]:
    if caption:
        yield from text_blockers(Attachment, caption=caption)


def _stored(file: Received) -> StoredFile:
    """The row of a file; of a picture also that of the one that was brought."""
    return StoredFile.objects.create(
        name=file.name, media_type=file.media_type, sha256=file.sha256, size=file.size,
        original=_stored(file.original) if file.original else None,
    )  # fmt: skip
