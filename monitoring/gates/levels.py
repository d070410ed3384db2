"""What must hold between alert levels, action limits and the limits of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.reasons import reason_blockers
from integrity.refusals import Blocker
from measures.limits import Limits
from monitoring.levels import Asked, LevelBook, scope_of
from monitoring.models import (
    Level,
    LimitSet,
    LimitSetState,
    Occupancy,
    Parameter,
    Purpose,
)
from monitoring.models.limit_set import LEAST_RUN, LONGEST_RUN
from people.models.qualification import day_of, end_of


@gate
def adoption_blockers(
    limit_set: LimitSet, *, effective_on: date, at: datetime
) -> Iterator[Blocker]:
    """A draft is adopted from today on or later, and every level of the facility fits into it.

    What was measured before stays judged by what was in force then.
    """
    if limit_set.state != LimitSetState.DRAFT:
        yield Blocker("ADOPTED", _("%(set)s is adopted already.") % {"set": limit_set})
        return
    if effective_on < day_of(at):
        yield Blocker(
            "BEFORE_TODAY", _("Limits do not change what was judged before."),
            clears=_("Accepted: today or later."), field="effective_on",
        )  # fmt: skip
        return
    if LimitSet.objects.filter(effective_on=effective_on).exists():
        yield Blocker(
            "DAY_TAKEN", _("Another set is in force from that day on."),
            clears=_("Choose another day."), field="effective_on",
        )  # fmt: skip
        return
    as_adopted = copy(limit_set)
    as_adopted.effective_on = effective_on
    book = LevelBook.read(sets=[as_adopted])
    for asked in sorted({(parameter, occupancy) for (_s, _k, parameter, occupancy) in book.levels}):
        yield from _first_contradictions(book, asked, end_of(effective_on), field="effective_on")


def run_blockers(alert_run: int) -> Iterator[Blocker]:
    """One alert is no run; after more than ten nobody would see a trend in time."""
    if not LEAST_RUN <= alert_run <= LONGEST_RUN:
        yield Blocker(
            "NO_RUN",
            _("A trend is of %(least)s to %(most)s alerts in a row.")
            % {"least": LEAST_RUN, "most": LONGEST_RUN},
            clears=_("Accepted: that many."), field="alert_run",
        )  # fmt: skip


@gate
def level_blockers(level: Level, *, at: datetime) -> Iterator[Blocker]:
    """Each bound of an alert level is stricter than that of the action limit (Annex 1 9.11); an
    action limit of the facility is never wider than the one of the set in force (Table 6).
    """
    yield from reason_blockers(level.reason)
    if level.effective_at < at:
        yield Blocker(
            "BEFORE_NOW", _("Levels do not change what was judged before."),
            clears=_("Accepted: now or later."), field="effective_at",
        )  # fmt: skip
    if wrong := list(_bounds(level)):
        yield from wrong
        return
    book = LevelBook.read()
    key = (scope_of(level), level.kind, level.parameter, level.occupancy)
    before = book.levels.get(key, [])
    if before and before[-1].effective_at > level.effective_at:
        yield Blocker(
            "LATER_EDITION", _("An edition from a later moment on is set already."),
            clears=_("Accepted: from that moment on or later."), field="effective_at",
        )  # fmt: skip
        return
    if level.is_withdrawn and (not before or before[-1].is_withdrawn):
        yield Blocker("NOTHING_SET", _("No level of its own is set there."))
        return
    asked = (level.parameter, level.occupancy)
    new = LevelBook.read(levels=[level])
    yield from _first_contradictions(new, asked, level.effective_at, field="upper")


def _bounds(level: Level) -> Iterator[Blocker]:
    """At least one bound, the lower one below the upper one; counts are no less than none."""
    if level.is_withdrawn:
        return
    if level.lower is None and level.upper is None:
        yield Blocker(
            "REQUIRED", _("A level has a bound."), clears=_("Give one or both."), field="upper"
        )
        return
    try:
        Limits(level.lower, level.upper)
    except ValueError:
        yield Blocker(
            "NOTHING_BETWEEN", _("No value lies between these bounds."),
            clears=_("Accepted: a lower bound below the upper one."), field="lower",
        )  # fmt: skip
    if Parameter(level.parameter).is_counted and (
        level.lower is not None or (level.upper is not None and level.upper < 0)
    ):
        yield Blocker(
            "NOT_FOR_COUNTS", _("What is counted has an upper bound, and none below 0."),
            clears=_("Accepted: an upper bound of 0 or more."), field="upper",
        )  # fmt: skip


def _first_contradictions(
    book: LevelBook, asked: Asked, since: datetime, *, field: str
) -> list[Blocker]:
    """Those of the first moment from then on that has any."""
    for moment in _moments(book, asked, since):
        if found := list(_contradictions(book, asked, moment, field=field)):
            return found
    return []


def _moments(book: LevelBook, asked: Asked, since: datetime) -> Iterable[datetime]:
    """When something that concerns it begins, from this moment on."""
    levels = {
        one.effective_at
        for (_scope, _kind, *for_what), editions in book.levels.items()
        if tuple(for_what) == asked
        for one in editions
    }
    sets = {end_of(one.effective_on) for one in book.sets if one.effective_on}
    return sorted({since, *(moment for moment in levels | sets if moment > since)})


def _contradictions(
    book: LevelBook, asked: Asked, at: datetime, *, field: str
) -> Iterator[Blocker]:
    parameter, occupancy = Parameter(asked[0]), Occupancy(asked[1])
    for where, scopes in book.places(asked):
        found = book.asked(scopes, parameter, occupancy, at)
        words = {
            "where": where, "what": parameter.label, "unit": parameter.unit.symbol,
            "alert": found.alert, "action": found.action,
        }  # fmt: skip
        stated = book.stated(str(scopes[-1][1]), parameter, occupancy, at, Purpose.MONITORING)
        if found.action_by and stated and not stated.limits.enclose(found.action):
            yield Blocker(
                "WIDER_THAN_THE_SOURCE",
                _("%(where)s, %(what)s: action limit %(action)s %(unit)s; %(clause)s allows"
                  " %(stated)s.") % {**words, "clause": stated.clause, "stated": stated.limits},
                clears=_("Accepted: as strict as that, or stricter."), field=field, about=where,
            )  # fmt: skip
        if found.alert and not _is_stricter(found.alert, found.action):
            yield Blocker(
                "ALERT_NOT_STRICTER",
                _("%(where)s, %(what)s: alert %(alert)s is not stricter than action %(action)s"
                  " %(unit)s.") % words,
                clears=_("Accepted: an alert level that is reached before the action limit."),
                field=field, about=where,
            )  # fmt: skip


def _is_stricter(alert: Limits, action: Limits) -> bool:
    """On each side that has both, the alert comes first."""
    above = None in {alert.upper, action.upper} or alert.upper < action.upper  # type: ignore[operator]
    below = None in {alert.lower, action.lower} or alert.lower > action.lower  # type: ignore[operator]
    return above and below
