"""What loading would do now."""

from __future__ import annotations

from datetime import datetime

from cgtlims.first_run.commands import load_facility
from cgtlims.first_run.outcome import NotLoaded, Outcome
from cgtlims.first_run.upload import Upload
from people.models import User

NOTHING_SHOWN = ""
REASON = "Dry run"


def dry_run(upload: Upload, by: User, at: datetime) -> Outcome:
    """The load itself, refused at its end because nobody was shown it yet: nothing is left."""
    try:
        load_facility(upload=upload, shown=NOTHING_SHOWN, reason=REASON, by=by, at=at)
    except NotLoaded as told:
        return told.outcome
    raise AssertionError("A load that nobody was shown was carried out.")
