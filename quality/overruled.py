"""What two people overruled is a deviation from then on."""

from __future__ import annotations

from datetime import datetime

from integrity.models import Overruling, Record
from integrity.overrulings import contribute_overruling
from people.models import User
from quality.commands.deviations import open_for_overruling
from quality.services import DEVIATIONS
from quality.subjects import Subject, subject_of


@contribute_overruling
def opens_deviation(overruling: Overruling, *, subject: Record, by: User, at: datetime) -> None:
    """In the transaction of the overruling, raised in the name of who overruled."""
    kind = subject._meta.label_lower
    about = subject_of(kind, subject.pk) or Subject(kind, subject.pk, str(subject))
    open_for_overruling(overruling=overruling, subject=about, person=by, by=DEVIATIONS, at=at)
