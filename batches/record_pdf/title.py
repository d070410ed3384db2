"""The title page: what the record is of, how it ended, where everything is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from batches.record_pdf.content import PrintedRecord
from batches.record_pdf.lists import out_of_limits, participants
from batches.record_pdf.plan import Chapter
from batches.record_pdf.symbol import qr_symbol
from documents.rendering.html import section_html
from measures.verdicts import Conformity


@dataclass(frozen=True)
class Line:
    """A line of the contents."""

    chapter: Chapter
    page: int


@dataclass(frozen=True, order=True)
class Offset:
    """What an abbreviation such as CET means: hours and minutes from UTC."""

    hours: str
    abbreviation: str


def title_html(
    record: PrintedRecord, digest: str, chapters: Sequence[Chapter], pages: Mapping[str, int]
) -> str:
    """The title page; `pages` gives the page of every chapter's anchor."""
    shows = {
        "heading": _("Executed batch record") if record.is_executed else _("Batch record, open"),
        "record": record,
        "digest": digest,
        "symbol": qr_symbol(record.number),
        "figures": figures(record),
        "people": [one for one in participants(record) if one.performed or one.verified],
        "contents": [Line(chapter, pages[chapter.anchor]) for chapter in chapters],
        "zone": {"name": timezone.get_default_timezone_name(), "offsets": offsets(record)},
    }
    return section_html("batches/record/title.html", shows)


def figures(record: PrintedRecord) -> dict[str, Any]:
    """The record in numbers."""
    steps = list(record.steps())
    states = [
        row.parameter.value.verdict.state for row in out_of_limits(record) if row.parameter.value
    ]
    results = [result for sample in record.samples for result in sample.results]
    return {
        "steps": len(steps),
        "done": sum(step.is_done for step in steps),
        "rooms": list(dict.fromkeys(operation.room for operation in record.operations)),
        "action": states.count("action"),
        "alert": states.count("alert"),
        "results": len(results),
        "conform": sum(result.verdict is Conformity.CONFORMS for result in results),
    }


def offsets(record: PrintedRecord) -> list[Offset]:
    """Every abbreviation of the facility's zone that the record prints."""
    moments = [event.at for event in record.events] + [
        done.at for step in record.steps() for done in (step.performed, step.verified) if done
    ]
    return sorted({_offset(at) for at in [record.created.at, *moments]})


def _offset(at: datetime) -> Offset:
    local = timezone.localtime(at, timezone.get_default_timezone())
    return Offset(local.isoformat()[-6:], local.tzname() or "")
