"""Master files that differ from the small one in one place, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from batches.master_file import read_master
from integrity.refusals import Blocker, Refused
from tests.cast import SMALL_MASTER

SMALL = SMALL_MASTER.read_text(encoding="utf-8")

# Places of the small master, as a refusal names them in its field.
IDENTITY = "operations/0/steps/0/parameters/0"  # yes or no, with criticality and rationale
TEMPERATURE = "operations/0/steps/1/parameters/0"  # a number with action and alert limits
APPEARANCE = "operations/0/steps/1/parameters/1"  # a choice
COLLECTED = "operations/0/steps/1/parameters/2"  # a date and time with a hint
BUFFER = "operations/0/steps/2/materials/0"  # 500 mL
LOT = "operations/0/steps/2/parameters/0"  # text of 3 to 30 characters


class WrittenOut(yaml.SafeDumper):
    """Writes what is there twice two times: a master has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dumped(content: Any) -> str:
    return yaml.dump(content, Dumper=WrittenOut, allow_unicode=True, sort_keys=False)


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """The small master's file after a change to its content."""
    content = yaml.safe_load(SMALL)
    change(content)
    return dumped(content)


def at(content: Any, place: str) -> Any:
    """What stands at a place, such as operations/0/steps/1."""
    for part in place.split("/") if place else ():
        content = content[int(part) if part.isdigit() else part]
    return content


def put(place: str, value: Any) -> Callable[[dict[str, Any]], object]:
    """A change: this value stands at this place."""
    within, _, last = place.rpartition("/")

    def change(content: dict[str, Any]) -> None:
        holder = at(content, within)
        holder[int(last) if isinstance(holder, list) else last] = value

    return change


def left_out(place: str) -> Callable[[dict[str, Any]], object]:
    """A change: the key at this place is not there."""
    within, _, last = place.rpartition("/")
    return lambda content: at(content, within).pop(last)


def said(text: str) -> list[Blocker]:
    """What a refused file is refused for."""
    with pytest.raises(Refused) as refused:
        read_master(text)
    assert refused.value.status == 422
    return refused.value.blockers


def only(text: str) -> Blocker:
    """The one thing that a file is refused for."""
    (blocker,) = said(text)
    return blocker
