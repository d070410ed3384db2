"""What limits may be in a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from batches.drafts.faults import Fault
from batches.drafts.keys import unknown_keys
from batches.drafts.places import ROOT, Place
from batches.drafts.quantities import Number
from batches.drafts.rules import Rule, Truth, required
from batches.drafts.showing import shown
from measures.limits import Limits
from measures.numbers import plain
from measures.problems import ValueProblem, gettext_noop

ENDS = ("lower", "upper")
KEYS = ("lower", "upper", "lower_exclusive", "upper_exclusive")
ACCEPTED = gettext_noop("Accepted: keys with values: %(keys)s.")
LISTED = ", ".join(KEYS)
NUMBER, TRUTH = Number(), Truth()


class Bounds(Rule):
    """Limits, or the keys of a file that make them: at least one bound, and a value between."""

    def keep(self, value: Any) -> Limits:
        if isinstance(value, Limits):
            return value
        for fault in self.faults(value, ROOT):
            raise fault.problem
        return _made(value)

    def faults(self, value: Any, place: Place) -> Iterator[Fault]:
        if isinstance(value, Limits):
            yield from _wrong_values(_given(value), place)
        elif value is None or value == {}:
            yield Fault(place, required(ACCEPTED, keys=LISTED))
        elif not isinstance(value, Mapping):
            yield Fault(place, _not_a_mapping(value))
        else:
            wrong = list(_wrong_values(value, place))
            yield from wrong or _contradictions(value, place)


def _given(limits: Limits) -> dict[str, Any]:
    """The keys that a file of these limits would have."""
    values = ((key, getattr(limits, key)) for key in KEYS)
    return {key: value for key, value in values if value is not None and value is not False}


def _wrong_values(given: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    yield from unknown_keys(given, KEYS, place)
    for end in ENDS:
        flag = f"{end}_exclusive"
        if end in given:
            yield from NUMBER.faults(given[end], place / end)
        if flag in given:
            yield from TRUTH.faults(given[flag], place / flag)
            if given[flag] is True and end not in given:
                yield Fault(place / flag, _no_bound(end))


def _contradictions(given: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    if not any(end in given for end in ENDS):
        yield Fault(place, required(ACCEPTED, keys=LISTED))
        return
    try:
        _made(given)
    except ValueError:
        yield Fault(place / "lower", _no_value_between(given))


def _made(given: Mapping[str, Any]) -> Limits:
    lower, upper = (NUMBER.keep(given[end]) if end in given else None for end in ENDS)
    flags = (given.get(f"{end}_exclusive", False) for end in ENDS)
    return Limits(lower, upper, *flags)


def _not_a_mapping(value: Any) -> ValueProblem:
    message = gettext_noop("“%(value)s” is no limits.")
    return ValueProblem("NOT_A_MAPPING", message, ACCEPTED, value=shown(value), keys=LISTED)


def _no_bound(end: str) -> ValueProblem:
    return ValueProblem(
        "NO_BOUND",
        gettext_noop("There is no bound that this could exclude."),
        gettext_noop("Accepted: together with “%(end)s”."),
        end=end,
    )


def _no_value_between(given: Mapping[str, Any]) -> ValueProblem:
    lower, upper = (plain(NUMBER.keep(given[end])) for end in ENDS)
    is_open = any(given.get(f"{end}_exclusive", False) for end in ENDS)
    return ValueProblem(
        "NO_VALUE_BETWEEN",
        gettext_noop("No value lies between %(lower)s and %(upper)s."),
        gettext_noop("Accepted: below %(upper)s.")
        if is_open
        else gettext_noop("Accepted: at most %(upper)s."),
        lower=lower,
        upper=upper,
    )
