"""What a version says differently from the one before, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from documents.prose import plain_line

CONTEXT = 2


@dataclass(frozen=True)
class Said:
    text: str
    is_remark: bool = False


@dataclass(frozen=True)
class Line:
    """One line: as it was and as it is, equal when it stayed. `skipped` lines stayed before it."""

    old: Said | None = None
    new: Said | None = None
    skipped: int = 0

    @property
    def is_same(self) -> bool:
        return self.old == self.new


def differences(old: str, new: str) -> list[Line]:
    """Changed lines, each with two that stayed before and after it; nothing when all stayed."""
    before, after = old.splitlines(), new.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Line] = []
    end = 0
    for group in matcher.get_grouped_opcodes(CONTEXT):
        begin = group[0][1]
        if begin > end:
            found.append(Line(skipped=begin - end))
        for name, old_from, old_to, new_from, new_to in group:
            found += _lines(name == "equal", before[old_from:old_to], after[new_from:new_to])
        end = group[-1][2]
    if found and end < len(before):
        found.append(Line(skipped=len(before) - end))
    return found


def as_read(lines: list[Line]) -> list[Line]:
    """The lines without marks of Markdown; with them where nothing else is different."""
    return [_as_read(line) for line in lines]


def _as_read(line: Line) -> Line:
    old, new = (Said(plain_line(one.text)) if one else None for one in (line.old, line.new))
    return line if old == new and not line.is_same else Line(old, new, line.skipped)


def _lines(is_same: bool, before: list[str], after: list[str]) -> Iterator[Line]:
    for old, new in zip_longest(before, after):
        was = None if old is None else Said(old)
        yield Line(was, was if is_same else (None if new is None else Said(new)))
