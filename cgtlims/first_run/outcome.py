"""What loading does, row by row: what a dry run shows, and exactly what is then done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.faults import Fault
from cgtlims.first_run.subjects import ALL, Subject
from cgtlims.first_run.subjects.subject import Difference
from integrity.audit.canonical import canonical
from integrity.refusals import Blocker, Refused
from integrity.trail.values import EMPTY, Shown


class Action(models.TextChoices):
    NEW = "NEW", _("New")
    CHANGED = "CHANGED", _("Changed")
    SAME = "SAME", _("Same")
    REFUSED = "REFUSED", _("Refused")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"NEW": "info", "CHANGED": "hold", "SAME": "neutral", "REFUSED": "action"}[self]


@dataclass(frozen=True)
class Line:
    """One record that the files name; of a new one the differences are all that it will say."""

    subject: str
    key: str
    file: str
    line: int
    action: Action
    differences: tuple[Difference, ...] = ()

    @property
    def shown(self) -> list[tuple[str, Shown | None, Shown]]:
        """Column, old and new value; of a new record there is no old one."""
        is_new = self.action == Action.NEW
        return [
            (one.column, None if is_new else _shown(one.old), _shown(one.new))
            for one in self.differences
        ]


def _shown(text: str) -> Shown:
    return Shown(text) if text else EMPTY


@dataclass(frozen=True)
class Part:
    """The lines of one subject, with how many there are of each kind."""

    subject: Subject
    lines: tuple[Line, ...]

    @property
    def counts(self) -> list[tuple[Action, int]]:
        found = Counter(line.action for line in self.lines)
        return [(action, found[action]) for action in Action if found[action]]

    @property
    def to_show(self) -> list[Line]:
        """Everything but what is the same."""
        return [line for line in self.lines if line.action != Action.SAME]


@dataclass(frozen=True)
class Outcome:
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that is shown: it differs as soon as a file or a record does."""
        said = [
            [
                one.subject, one.key, one.file, one.line, one.action.value,
                [[diff.column, diff.old, diff.new] for diff in one.differences],
            ]
            for one in self.lines
        ]  # fmt: skip
        return sha256(canonical(said).encode()).hexdigest()

    @property
    def parts(self) -> list[Part]:
        found = [
            Part(subject, tuple(one for one in self.lines if one.subject == subject.name))
            for subject in ALL
        ]
        return [part for part in found if part.lines]

    @property
    def does(self) -> int:
        """How many records would be made or changed."""
        return sum(one.action in {Action.NEW, Action.CHANGED} for one in self.lines)


class NotLoaded(Refused):
    """Nothing was loaded; `outcome` is what loading would do now, and what stands against it."""

    def __init__(self, outcome: Outcome, blockers: Iterable[Blocker]) -> None:
        self.outcome = outcome
        super().__init__(blockers)

    @property
    def status(self) -> int:
        return 422 if self.outcome.faults else 409
