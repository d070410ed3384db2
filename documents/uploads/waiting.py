"""Files between their dry run and what it showed: for an hour, for the person who brought them.

They may hold what must stay erasable, so they never enter the store before they are taken in.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.store import write_whole
from integrity.refusals import Refused, refuse
from people.models import User

SECONDS = 3600
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Brought:
    """One file as it came: the last part of its name, and its bytes."""

    name: str
    content: bytes

    @property
    def ending(self) -> str:
        return self.name.rpartition(".")[2].lower()


def brought(file: UploadedFile[bytes]) -> Brought:
    """Of one that is too large no more is read than shows that it is."""
    most = settings.FILE_MEGABYTES * MEGABYTE + 1
    return Brought(file.name or "", file.read(most))


def folder() -> Path:
    return Path(settings.FILES_DIR) / "waiting"


def keep_waiting(files: Iterable[Brought]) -> str:
    """Puts them aside and gives the name of their place."""
    place = uuid.uuid4().hex
    for at, one in enumerate(files):
        write_whole(folder() / place / f"{at:03}" / "name", one.name.encode())
        write_whole(folder() / place / f"{at:03}" / "content", one.content)
    return place


def ticket_of(place: str, shown: str, by: User, *, purpose: str) -> str:
    """What the page carries: where the files are, and what this person was shown of them."""
    return signing.dumps([place, shown, str(by.pk)], salt=purpose)


def read_ticket(ticket: str, by: User, *, purpose: str) -> tuple[list[Brought], str, str]:
    """The files, what was shown, and the place. Raises Refused when they wait no more."""
    try:
        place, shown, user = signing.loads(ticket, salt=purpose, max_age=SECONDS)
    except signing.BadSignature:
        raise gone() from None
    kept = sorted((folder() / place).glob("*"))
    if user != str(by.pk) or not kept:
        raise gone()
    files = [
        Brought((one / "name").read_bytes().decode(), (one / "content").read_bytes())
        for one in kept
    ]
    return files, shown, place


def gone() -> Refused:
    return refuse(
        "NOT_WAITING",
        _("These files wait no more: they are kept for an hour after they were shown."),
        clears=_("Choose the files again."),
    )


def sweep(at: datetime) -> None:
    """Removes what nobody took in in time."""
    for place in folder().glob("*"):
        if at.timestamp() - place.stat().st_mtime > SECONDS:
            shutil.rmtree(place, ignore_errors=True)
