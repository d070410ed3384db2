"""Counting plates, many in one go, and correcting what was counted."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line
from monitoring.counting import Read, lock_samples, new_sheet, write_counts
from monitoring.gates.counts import correction_blockers, count_blockers
from monitoring.models import CountRole, CountSheet, Parameter, Sample
from people.models import User
from people.permissions import Permission


@command(permission=Permission.COUNT_PLATES)
def count_plates(*, read: tuple[Read, ...], by: User, at: datetime) -> CountSheet:
    """Writes what one person read off, all of it or nothing; each is judged at once by the levels
    in force when it was sampled, and what is beyond one is an excursion.
    """
    if not read:
        raise refuse("NOTHING_COUNTED", _("No count is entered."), clears=_("Enter one or more."))
    samples = lock_samples([one.sample for one in read])
    wrong: list[Blocker] = []
    for one in read:
        wrong += count_blockers(
            samples[one.sample.pk], parameter=one.parameter, counted=one.counted, by=by
        )
    refuse_if(wrong)
    sheet = new_sheet(by, at)
    write_counts(
        sheet, [Read(samples[one.sample.pk], one.parameter, one.counted) for one in read], at
    )
    say("plates.counted", about=sheet, details={"samples": [str(one.sample) for one in read]})
    return sheet


@command(permission=Permission.COUNT_PLATES)
def correct_count(
    *, sample: Sample, parameter: Parameter, counted: int, reason: str, by: User, at: datetime
) -> CountSheet:
    """Another count stands from now on, with the reason; the earlier ones stay beside it. What
    was opened for them stays too, and is assessed.
    """
    sample = lock_samples([sample])[sample.pk]
    refuse_if(correction_blockers(sample, parameter=parameter, counted=counted))
    sheet = new_sheet(by, at)
    one = Read(sample, parameter, counted)
    write_counts(sheet, [one], at, role=CountRole.CORRECTION, reason=one_line(reason))
    details = {"sample": str(sample), "parameter": parameter, "counted": counted}
    say("count.corrected", about=sheet, reason=reason, details=details)
    return sheet
