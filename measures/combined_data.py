"""Joined criteria as plain data, to store and to write in files, and strictly back."""

from __future__ import annotations

from collections.abc import Mapping

from measures.combined import All, Any, Combined, Group, Requirement
from measures.problems import ValueProblem, gettext_noop
from measures.requirement_data import (
    Data,
    need_known_keys,
    requirement_from_data,
    requirement_to_data,
    wrong,
)

JOINED: dict[str, type[Group]] = {"all": All, "any": Any}
DEEPEST = 10  # deeper than people can read; bounds what a hostile file can ask for


def to_data(criterion: Combined) -> Data:
    """As nested lists and words, ready for JSON or YAML."""
    match criterion:
        case Requirement():
            return requirement_to_data(criterion)
        case All():
            return {"all": [to_data(part) for part in criterion.parts]}
        case Any():
            return {"any": [to_data(part) for part in criterion.parts]}
    raise TypeError(f"{type(criterion).__name__} has no form as data.")


def from_data(data: object) -> Combined:
    """The criterion that `to_data` gave. Raises ValueProblem naming the place that is wrong.

    Refused are unknown and missing keys, numbers that are not text, empty lists and words, limits
    that hold no value, and nesting deeper than ten.
    """
    return _node(data, "criterion", DEEPEST)


def _node(data: object, place: str, levels: int) -> Combined:
    if not levels or not isinstance(data, Mapping) or len({"result", *JOINED} & {*data}) != 1:
        raise ValueProblem(
            "NOT_A_CRITERION",
            gettext_noop("%(place)s is not a criterion."),
            gettext_noop("Accepted: one of “all”, “any” and “result”, %(deepest)s deep at most."),
            place=place,
            deepest=DEEPEST,
        )
    for word, group in JOINED.items():
        if word in data:
            need_known_keys(data, (word,), place)
            return group(*_parts(data[word], f"{place}.{word}", levels - 1))
    return requirement_from_data(data, place)


def _parts(data: object, place: str, levels: int) -> list[Combined]:
    if not isinstance(data, list) or not data:
        raise wrong(place, gettext_noop("Accepted: a list of criteria."))
    return [_node(part, f"{place}[{at}]", levels) for at, part in enumerate(data, start=1)]
