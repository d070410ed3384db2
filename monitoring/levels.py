"""Which alert and action levels hold at a place at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cleanrooms.models import Room, Zone
from measures.limits import Limits, judge
from measures.units import Unit
from measures.verdicts import Verdict
from monitoring.models import (
    Level,
    LevelKind,
    Limit,
    LimitSet,
    LimitSetState,
    Occupancy,
    Parameter,
    Purpose,
    Site,
)
from people.models.qualification import day_of

Place = Site | Zone | Room
Scope = tuple[str, object]
Asked = tuple[str, str]  # parameter, occupancy


@dataclass(frozen=True)
class Levels:
    """The two levels of one parameter at one place, in `unit`; empty limits do not bind.

    `clause` says where the action limit comes from, `alert_by` and `action_by` which levels of
    the facility they are.
    """

    parameter: Parameter
    alert: Limits
    action: Limits
    clause: str = ""
    alert_by: Level | None = None
    action_by: Level | None = None

    @property
    def unit(self) -> Unit:
        return self.parameter.unit

    def judged(self, value: Decimal) -> Verdict:
        """Without a level it is recorded, not judged."""
        if not self.alert and not self.action:
            return Verdict.NOT_JUDGED
        return judge(value, action=self.action, alert=self.alert)


def levels_for(
    place: Place,
    parameter: Parameter,
    occupancy: Occupancy,
    at: datetime,
    purpose: Purpose = Purpose.MONITORING,
) -> Levels:
    """What holds there then; see LevelBook for many questions at once."""
    return LevelBook.read().asked(scopes_of(place), parameter, occupancy, at, purpose=purpose)


def scopes_of(place: Place, grade: str = "") -> list[Scope]:
    """From the place itself outwards to its grade. A zone is no part of its room in this: it has
    a grade of its own.
    """
    if isinstance(place, Site):
        return [("site", place.pk), *scopes_of(place.zone or place.room, grade)]
    kind = "zone" if isinstance(place, Zone) else "room"
    return [(kind, place.pk), ("grade", grade or place.grade)]


def scope_of(level: Level) -> Scope:
    for kind in ("site", "zone", "room"):
        if (key := getattr(level, f"{kind}_id")) is not None:
            return kind, key
    return "grade", level.grade


class LevelBook:
    """All limits and levels in memory, read in three queries: they are few, and asked often."""

    def __init__(
        self, sets: Iterable[LimitSet], limits: Iterable[Limit], levels: Iterable[Level]
    ) -> None:
        adopted = [one for one in sets if one.effective_on is not None]
        self.sets = sorted(adopted, key=lambda one: one.effective_on or date.max)
        self.limits = {
            (one.limit_set_id, one.purpose, one.parameter, one.grade, one.occupancy): one
            for one in limits
        }
        self.levels: dict[tuple[Scope, str, str, str], list[Level]] = {}
        for level in sorted(levels, key=lambda one: (one.effective_at, one.edition)):
            key = (scope_of(level), level.kind, level.parameter, level.occupancy)
            self.levels.setdefault(key, []).append(level)

    @classmethod
    def read(cls, *, sets: Iterable[LimitSet] = (), levels: Iterable[Level] = ()) -> LevelBook:
        """As stored, together with some that are about to be."""
        adopted = [*LimitSet.objects.filter(state=LimitSetState.ADOPTED), *sets]
        limits = Limit.objects.filter(limit_set__in=[one.pk for one in adopted])
        stored = Level.objects.select_related("site__zone", "site__room", "zone", "room")
        return cls(adopted, limits, [*stored, *levels])

    def set_at(self, at: datetime) -> LimitSet | None:
        """The set in force: adopted for the latest day up to this one."""
        day = day_of(at)
        found = [one for one in self.sets if one.effective_on and one.effective_on <= day]
        return found[-1] if found else None

    def asked(
        self,
        scopes: list[Scope],
        parameter: Parameter,
        occupancy: Occupancy,
        at: datetime,
        *,
        purpose: Purpose = Purpose.MONITORING,
    ) -> Levels:
        """The facility's own levels are for monitoring; the other purposes know the set alone."""
        stated = self.stated(str(scopes[-1][1]), parameter, occupancy, at, purpose)
        if purpose != Purpose.MONITORING:
            return Levels(
                parameter, Limits(), stated.limits if stated else Limits(),
                stated.clause if stated else "",
            )  # fmt: skip
        asked = (parameter, occupancy)
        action = self.own(scopes, LevelKind.ACTION, asked, at)
        alert = self.own(scopes, LevelKind.ALERT, asked, at)
        return Levels(
            parameter,
            alert.limits if alert else Limits(),
            action.limits if action else stated.limits if stated else Limits(),
            "" if action or not stated else stated.clause,
            alert_by=alert,
            action_by=action,
        )

    def stated(
        self, grade: str, parameter: str, occupancy: str, at: datetime, purpose: str
    ) -> Limit | None:
        now = self.set_at(at)
        return self.limits.get((now.pk, purpose, parameter, grade, occupancy)) if now else None

    def own(self, scopes: list[Scope], kind: LevelKind, asked: Asked, at: datetime) -> Level | None:
        """The facility's level of the narrowest place that has one."""
        for scope in scopes:
            editions = self.levels.get((scope, kind, *asked), [])
            begun = [one for one in editions if one.effective_at <= at]
            if begun and not begun[-1].is_withdrawn:
                return begun[-1]
        return None

    def places(self, asked: Asked) -> Iterator[tuple[str, list[Scope]]]:
        """Every grade and place that has a level of its own for this, by name."""
        seen: set[Scope] = set()
        for (scope, _kind, *for_what), editions in self.levels.items():
            if tuple(for_what) == asked and scope not in seen:
                seen.add(scope)
                one = editions[0]
                place = one.site or one.zone or one.room
                yield one.where, scopes_of(place) if place else [scope]
