"""Files between their dry run and the load: for an hour, by the person who brought them.

They may hold what must stay erasable, so they never enter the store before they are loaded.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.upload import Brought
from documents.store import write_whole
from integrity.refusals import Refused, refuse
from people.models import User

SECONDS = 3600
SALT = "first_run.waiting"


def folder() -> Path:
    return Path(settings.FILES_DIR) / "waiting"


def keep_waiting(files: Iterable[Brought]) -> str:
    """Puts them aside and gives the name of their place."""
    place = uuid.uuid4().hex
    for at, one in enumerate(files):
        write_whole(folder() / place / f"{at:03}" / "name", one.name.encode())
        write_whole(folder() / place / f"{at:03}" / "content", one.content)
    return place


def ticket_of(place: str, shown: str, by: User) -> str:
    """What the page carries: where the files are, and what this person was shown of them."""
    return signing.dumps([place, shown, str(by.pk)], salt=SALT)


def read_ticket(ticket: str, by: User) -> tuple[list[Brought], str, str]:
    """The files, what was shown, and the place. Raises Refused when they wait no more."""
    try:
        place, shown, user = signing.loads(ticket, salt=SALT, max_age=SECONDS)
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
    """Removes what nobody loaded in time."""
    for place in folder().glob("*"):
        if at.timestamp() - place.stat().st_mtime > SECONDS:
            shutil.rmtree(place, ignore_errors=True)
