"""Opening a deviation for an excursion beyond an action limit."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from monitoring.models import Excursion
from monitoring.services import MONITORING
from people.models import User
from quality.commands.deviations import open_investigation as open_deviation
from quality.models import Deviation
from quality.subjects import Subject


def subject_of(excursion: Excursion, page: str = "") -> Subject:
    return Subject(
        Excursion._meta.label_lower, excursion.pk, str(excursion), page, room=excursion.room.code
    )


def open_investigation(excursion: Excursion, person: User, at: datetime) -> Deviation:
    """In the name of who found it; what it touches is listed at once."""
    parameter = excursion.what
    words = {
        "what": parameter.label, "where": excursion.source_label, "peak": f"{excursion.peak:f}",
        "unit": parameter.unit.symbol, "limits": excursion.limits,
        "room": excursion.room.code,
    }  # fmt: skip
    title = _("%(what)s beyond action: %(where)s") % words
    told = _("%(where)s in %(room)s: %(peak)s %(unit)s; the action limit is %(limits)s.") % words
    return open_deviation(
        title=str(title)[:200], description=str(told), subject=subject_of(excursion),
        occurred_at=excursion.started_at, found_at=at, person=person, by=MONITORING, at=at,
    )  # fmt: skip
