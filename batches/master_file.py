"""Reading a master batch record from its YAML file; a fault is named by its place in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

import yaml

from batches.drafts import MasterDraft, MaterialDraft, OperationDraft, ParameterDraft, StepDraft
from batches.models.shapes import Criticality, ParameterKind
from cleanrooms.models import Grade
from measures.limits import Limits

T = TypeVar("T")
LIMIT_KEYS = {"lower", "upper", "lower_exclusive", "upper_exclusive"}
PARAMETER_KEYS = {
    "name", "kind", "hint", "unit", "decimals", "action", "alert", "choices", "accepted",
    "min_length", "max_length", "criticality", "rationale",
}  # fmt: skip
STEP_KEYS = {
    "number", "title", "instruction", "verified", "critical", "materials", "equipment",
    "parameters",
}  # fmt: skip


class MasterFileError(ValueError):
    """The file is not a master batch record; the message names the place and what is accepted."""


def read_master(text: str) -> MasterDraft:
    """The draft in a YAML file (docs/master-file.md). Raises MasterFileError."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise MasterFileError(f"This is not YAML: {error}") from error
    _only(data, {"code", "version", "title", "product", "operations"}, "the file")
    draft = MasterDraft(
        code=str(_need(data, "code", "the file")),
        revision=int(_need(data, "version", "the file")),
        title=str(_need(data, "title", "the file")),
        operations=_each(_need(data, "operations", "the file"), "operation", _operation),
    )
    if faults := draft.faults():
        raise MasterFileError("; ".join(faults))
    return draft


def _operation(data: Mapping[str, Any], place: str) -> OperationDraft:
    _only(data, {"number", "title", "room_grade", "steps"}, place)
    number = _need(data, "number", place)
    return OperationDraft(
        title=str(_need(data, "title", place)),
        room_grade=_member(Grade, _need(data, "room_grade", place), place),
        steps=_each(_need(data, "steps", place), f"step {number}.", _step),
    )


def _step(data: Mapping[str, Any], place: str) -> StepDraft:
    _only(data, STEP_KEYS, place)
    return StepDraft(
        title=str(_need(data, "title", place)),
        instruction=str(_need(data, "instruction", place)).strip(),
        needs_verification=bool(data.get("verified", False)),
        is_critical=bool(data.get("critical", False)),
        materials=_each(data.get("materials", []), f"{place}, material", _material),
        equipment=tuple(str(item) for item in data.get("equipment", [])),
        parameters=_each(data.get("parameters", []), f"{place}, parameter", _parameter),
    )


def _material(data: Mapping[str, Any], place: str) -> MaterialDraft:
    _only(data, {"name", "quantity", "unit"}, place)
    quantity = data.get("quantity")
    return MaterialDraft(
        name=str(_need(data, "name", place)),
        quantity=None if quantity is None else _decimal(quantity, place),
        unit=str(data.get("unit", "")),
    )


def _parameter(data: Mapping[str, Any], place: str) -> ParameterDraft:
    _only(data, PARAMETER_KEYS, place)
    criticality = data.get("criticality")
    return ParameterDraft(
        name=str(_need(data, "name", place)),
        kind=_member(ParameterKind, _need(data, "kind", place), place),
        hint=str(data.get("hint", "")),
        unit=str(data.get("unit", "")),
        decimals=data.get("decimals"),
        action=_limits(data.get("action"), place),
        alert=_limits(data.get("alert"), place),
        choices=tuple(str(choice) for choice in data.get("choices", [])),
        accepted=tuple(str(answer) for answer in data.get("accepted", [])),
        min_length=int(data.get("min_length", 0)),
        max_length=int(data.get("max_length", 200)),
        criticality=_member(Criticality, criticality, place) if criticality else None,
        rationale=str(data.get("rationale", "")).strip(),
    )


def _limits(data: Mapping[str, Any] | None, place: str) -> Limits:
    if not data:
        return Limits()
    _only(data, LIMIT_KEYS, place)
    lower, upper = (
        None if data.get(name) is None else _decimal(data[name], place)
        for name in ("lower", "upper")
    )
    try:
        return Limits(
            lower,
            upper,
            bool(data.get("lower_exclusive", False)),
            bool(data.get("upper_exclusive", False)),
        )
    except ValueError as error:
        raise MasterFileError(f"{place}: {error}") from error


def _decimal(value: Any, place: str) -> Decimal:
    if not isinstance(value, str):
        raise MasterFileError(
            f"{place}: write the number {value} in quotes, so that it stays exact"
        )
    try:
        return Decimal(value)
    except InvalidOperation:
        raise MasterFileError(f"{place}: “{value}” is not a number") from None


def _each(items: Any, place: str, read: Callable[[Mapping[str, Any], str], T]) -> tuple[T, ...]:
    if not isinstance(items, list):
        raise MasterFileError(f"{place}: a list is accepted")
    separator = "" if place.endswith(".") else " "
    return tuple(read(item, f"{place}{separator}{at}") for at, item in enumerate(items, start=1))


def _member(choices: Any, value: Any, place: str) -> Any:
    try:
        return choices(value)
    except ValueError:
        accepted = ", ".join(choices)
        raise MasterFileError(f"{place}: “{value}” is not accepted, only {accepted}") from None


def _need(data: Mapping[str, Any], key: str, place: str) -> Any:
    if key not in data:
        raise MasterFileError(f"{place}: “{key}” is missing")
    return data[key]


def _only(data: Any, keys: set[str], place: str) -> None:
    if not isinstance(data, Mapping):
        raise MasterFileError(f"{place}: names with values are accepted")
    if unknown := set(data) - keys:
        raise MasterFileError(
            f"{place}: {sorted(unknown)} is not known; accepted are {', '.join(sorted(keys))}"
        )
