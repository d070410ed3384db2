"""Which sections a record is printed in, and what the contents and the outline say of them.

A section is rendered, kept and used again as a whole. Long operations and lists are cut into
several, so that a worker's memory stays flat and a changed entry costs one section.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from batches.record_pdf.content import (
    PrintedEvent,
    PrintedOperation,
    PrintedRecord,
    PrintedSample,
    PrintedStep,
)
from batches.record_pdf.lists import out_of_limits, participants, uses
from documents.rendering.assemble import Bookmark
from documents.rendering.html import section_html

T = TypeVar("T")
OPERATION_ROWS = 100
LIST_ROWS = 300


@dataclass(frozen=True)
class Chapter:
    """A line of the contents: its mark (7, A), title and the id it begins at."""

    mark: str
    title: str
    anchor: str
    steps: tuple[PrintedStep, ...] = ()

    @property
    def bookmark(self) -> Bookmark:
        steps = (Bookmark(f"{step.number} {step.title}", step.anchor) for step in self.steps)
        return Bookmark(f"{self.mark} {self.title}", self.anchor, tuple(steps))


@dataclass(frozen=True)
class Section:
    """A piece of a chapter: a template of templates/batches/record with what it shows."""

    chapter: Chapter
    template: str
    shows: dict[str, Any] = field(default_factory=dict)

    def html(self) -> str:
        return section_html(
            f"batches/record/{self.template}.html", {"chapter": self.chapter, **self.shows}
        )


def sections(record: PrintedRecord, head: str) -> list[Section]:
    """Every section behind the title page, in order; the signed head stands behind the trail."""
    found = [section for operation in record.operations for section in _operation(operation)]
    outside = out_of_limits(record)
    found += _list("A", _("Materials and equipment"), "materials", uses(record))
    found += _list(
        "B", _("Exceptions (%(count)s)") % {"count": len(outside)}, "exceptions", outside
    )
    found += _list("C", _("Release results"), "results", record.samples, _sample_rows)
    found += _list(
        "D",
        _("Signatures (%(count)s)") % {"count": len(record.signatures)},
        "signatures",
        record.signatures,
        lambda _signature: 2,
    )
    found += _list(
        "E",
        _("Audit trail (%(count)s)") % {"count": len(record.events)},
        "events",
        record.events,
        _event_rows,
        {"head": head},
    )
    found += _list("F", _("Names and initials"), "names", participants(record))
    return found


def chapters(found: Iterable[Section]) -> list[Chapter]:
    """The chapters of these sections, each once."""
    return list({section.chapter.anchor: section.chapter for section in found}.values())


def pieces(items: Iterable[T], size: Callable[[T], int], rows: int) -> list[tuple[T, ...]]:
    """The items in runs that end once they have so many rows; one empty run if there is nothing.

    What is added at the end leaves the earlier runs as they were.
    """
    runs: list[list[T]] = [[]]
    filled = 0
    for item in items:
        if filled >= rows:
            runs.append([])
            filled = 0
        runs[-1].append(item)
        filled += size(item)
    return [tuple(run) for run in runs]


def _operation(operation: PrintedOperation) -> list[Section]:
    """The operation in parts of about equal length, cut by what is frozen in it."""
    chapter = Chapter(str(operation.sequence), operation.title, operation.anchor, operation.steps)
    whole = sum(_step_rows(step) for step in operation.steps)
    parts = max(1, ceil(whole / OPERATION_ROWS))
    runs = pieces(operation.steps, _step_rows, ceil(whole / parts))
    return [
        Section(chapter, "operation", {"operation": operation, "steps": run, **_place(at, runs)})
        for at, run in enumerate(runs)
    ]


def _list(
    mark: str,
    title: str,
    template: str,
    rows: Sequence[T],
    size: Callable[[T], int] = lambda _row: 1,
    behind: dict[str, str] | None = None,
) -> list[Section]:
    """`behind` is what the last run shows below its rows."""
    chapter = Chapter(mark, title, template)
    runs = pieces(rows, size, LIST_ROWS)
    found = [
        Section(chapter, template, {"rows": run, **_place(at, runs)}) for at, run in enumerate(runs)
    ]
    found[-1].shows.update(behind or {})
    return found


def _place(at: int, runs: Sequence[Any]) -> dict[str, bool]:
    return {"is_first": at == 0, "is_last": at == len(runs) - 1}


def _step_rows(step: PrintedStep) -> int:
    return 2 + len(step.parameters) + len(step.instruction) // 100


def _sample_rows(sample: PrintedSample) -> int:
    return 4 + 2 * len(sample.results)


def _event_rows(event: PrintedEvent) -> int:
    return 2 + len(event.details.get("entries", [])) + len(event.reason) // 60
