"""From the mappings of a file to drafts; what stands under a key is judged by the draft's rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from batches.drafts import ROOT, Fault, MasterDraft, OperationDraft, Place, StepDraft
from batches.drafts.draft import Draft
from batches.drafts.keys import unknown_keys
from batches.drafts.lists import Rows
from batches.master_file.order import Position
from batches.master_file.product import product_faults

# Keys that say nothing to the draft: who reads the file goes by them.
FOR_THE_READER: dict[type[Draft], tuple[str, ...]] = {
    MasterDraft: ("product",),
    OperationDraft: ("number",),
    StepDraft: ("number",),
}


def keys_of(shape: type[Draft]) -> list[str]:
    """The keys that a file may have for this part of a master."""
    return [*shape.by_key(), *FOR_THE_READER.get(shape, ())]


class Reading:
    """Reads once; collects the faults that only a file can have."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def master(self, content: Mapping[str, Any]) -> MasterDraft:
        if "product" in content:
            self.faults += product_faults(content["product"], ROOT / "product")
        draft: MasterDraft = self._draft(MasterDraft, content, ROOT)
        return draft

    def _draft(self, shape: type[Draft], content: Any, place: Place) -> Any:
        """The draft of a mapping; anything else stays as it is, for the rules to name."""
        if not isinstance(content, Mapping):
            return content
        self.faults += unknown_keys(content, keys_of(shape), place)
        values = {}
        for key, name in shape.by_key().items():
            if key in content:
                values[name] = self._value(shape, name, content[key], place / key)
            elif not hasattr(shape, name):
                values[name] = None
        return shape(**values)

    def _value(self, shape: type[Draft], name: str, value: Any, place: Place) -> Any:
        rule = shape.RULES[name]
        if value is None and shape.may_be_nothing(name):
            self.faults += rule.faults(value, place)
        if isinstance(rule, Rows) and isinstance(value, list):
            self._check_order(rule.of, value, place)
            return [self._draft(rule.of, row, place / at) for at, row in enumerate(value)]
        return value

    def _check_order(self, shape: type[Draft], rows: list[Any], place: Place) -> None:
        """Numbers in the file are those that the record will print, so they follow its order."""
        if "number" not in FOR_THE_READER.get(shape, ()):
            return
        before: list[Any] = []
        for at, row in enumerate(rows):
            if isinstance(row, Mapping) and ("number" in row or shape is OperationDraft):
                number = row.get("number")
                position = Position(at + 1, tuple(before))
                self.faults += position.faults(number, place / at / "number")
                before.append(number)
