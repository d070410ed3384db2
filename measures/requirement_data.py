"""One requirement as plain data, and strictly back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from measures.combined import Requirement
from measures.criteria import Criterion
from measures.limits import Limits
from measures.numbers import parse_decimal
from measures.problems import ValueProblem, gettext_noop
from measures.units import UNITS, Unit, unit

KEYS = (
    "result", "unit", "lower", "lower_exclusive", "upper", "upper_exclusive", "figures", "accepted",
    "rejected",
)  # fmt: skip

Data = dict[str, object]


def requirement_to_data(requirement: Requirement) -> Data:
    """What is stated of it; numbers are text, so that 98.0 stays 98.0."""
    criterion, limits = requirement.criterion, requirement.criterion.limits
    full: Data = {
        "result": requirement.name,
        "unit": "" if requirement.unit == UNITS["1"] else requirement.unit.code,
        "lower": "" if limits.lower is None else str(limits.lower),
        "lower_exclusive": limits.lower is not None and limits.lower_exclusive,
        "upper": "" if limits.upper is None else str(limits.upper),
        "upper_exclusive": limits.upper is not None and limits.upper_exclusive,
        "figures": criterion.figures,
        "accepted": sorted(criterion.accepted),
        "rejected": sorted(criterion.rejected),
    }
    return {key: said for key, said in full.items() if said}


def requirement_from_data(data: Mapping[str, object], place: str) -> Requirement:
    """The requirement that is stated. Raises ValueProblem naming the place that is wrong."""
    need_known_keys(data, KEYS, place)
    accepted, rejected = (_words(data, key, place) for key in ("accepted", "rejected"))
    criterion = Criterion(_limits(data, place), accepted, rejected, _figures(data, place))
    return Requirement(_text(data, "result", place), criterion, _unit(data, place))


def need_known_keys(data: Mapping[str, object], keys: tuple[str, ...], place: str) -> None:
    """Raises ValueProblem for a key that means nothing, such as a misspelt limit."""
    for key in data:
        if key not in keys:
            raise ValueProblem(
                "UNKNOWN_KEY",
                gettext_noop("%(place)s: “%(key)s” is not known."),
                gettext_noop("Accepted: %(keys)s."),
                place=place,
                key=key,
                keys=", ".join(keys),
            )


def wrong(place: str, accepted: str) -> ValueProblem:
    """What is at this place is not what can be accepted there."""
    return ValueProblem(
        "NOT_AS_REQUIRED", gettext_noop("%(place)s is wrong."), accepted, place=place
    )


def _limits(data: Mapping[str, object], place: str) -> Limits:
    lower, upper = (_number(data, key, place) for key in ("lower", "upper"))
    lower_exclusive, upper_exclusive = (_exclusive(data, key, place) for key in ("lower", "upper"))
    try:
        return Limits(lower, upper, lower_exclusive, upper_exclusive)
    except ValueError:
        raise wrong(place, gettext_noop("Accepted: limits with a value between them.")) from None


def _number(data: Mapping[str, object], key: str, place: str) -> Decimal | None:
    if key not in data:
        return None
    try:
        return parse_decimal(_text(data, key, place))
    except ValueProblem:
        accepted = gettext_noop("Accepted: a number with a point, in quotes, such as “98.0”.")
        raise wrong(f"{place}.{key}", accepted) from None


def _exclusive(data: Mapping[str, object], side: str, place: str) -> bool:
    key = f"{side}_exclusive"
    found = data.get(key, False)
    if not isinstance(found, bool) or (key in data and side not in data):
        raise wrong(f"{place}.{key}", gettext_noop("Accepted: true or false, beside its bound."))
    return found


def _figures(data: Mapping[str, object], place: str) -> int | None:
    figures = data.get("figures")
    if "figures" not in data:
        return None
    if not isinstance(figures, int) or isinstance(figures, bool) or figures < 1:
        raise wrong(f"{place}.figures", gettext_noop("Accepted: a whole number, 1 or more."))
    return figures


def _unit(data: Mapping[str, object], place: str) -> Unit:
    return unit(_text(data, "unit", place)) if "unit" in data else UNITS["1"]


def _words(data: Mapping[str, object], key: str, place: str) -> frozenset[str]:
    if key not in data:
        return frozenset()
    words = data[key]
    if not isinstance(words, list) or not words or not all(isinstance(one, str) for one in words):
        raise wrong(f"{place}.{key}", gettext_noop("Accepted: a list of words."))
    return frozenset(words)


def _text(data: Mapping[str, object], key: str, place: str) -> str:
    text = data[key]
    if not isinstance(text, str) or not text.strip():
        raise wrong(f"{place}.{key}", gettext_noop("Accepted: text that is not empty."))
    return text
