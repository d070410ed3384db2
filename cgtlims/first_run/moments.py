"""Days and moments in a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cgtlims.first_run.kinds import Kind
from measures.problems import gettext_noop

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9:]{5})?"
)


@dataclass(frozen=True)
class Day(Kind):
    accepted = gettext_noop("Accepted: a day as year-month-day, such as 2026-11-30.")

    def read(self, text: str) -> date:
        try:
            if DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise self.refused(text)


@dataclass(frozen=True)
class Moment(Kind):
    """A day and a time; without an offset in the zone of the facility."""

    accepted = gettext_noop(
        "Accepted: a day and a time, such as 2026-11-30 08:15, of this facility’s zone or with "
        "an offset such as +01:00."
    )

    def read(self, text: str) -> datetime:
        try:
            if MOMENT.fullmatch(text):
                found = datetime.fromisoformat(text)
                zone = timezone.get_default_timezone()
                return found if found.tzinfo else found.replace(tzinfo=zone)
        except ValueError:
            pass
        raise self.refused(text)
