"""The record's data in words: what is asked, what was recorded, what an event did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from batches.models import ParameterKind
from batches.record_pdf.content import PrintedEvent, PrintedParameter, RecordedValue
from measures.units import UNITS
from measures.verdicts import Conformity, Verdict

MOMENT = "j M Y H:i:s T"
MINUTE, DAY, CLOCK = "j M Y H:i T", "j M Y", "H:i:s T"
# What each event did, told with its subject and details.
DEEDS: Mapping[str, str] = {
    "batch.created": gettext_noop("Batch record frozen from %(master)s"),
    "batch_step.performed": gettext_noop("Step %(subject)s: performed"),
    "batch_step.verified": gettext_noop("Step %(subject)s: verified"),
    "batch.executed": gettext_noop("Execution finished with the last step"),
    "sample.registered": gettext_noop("Sample %(subject)s registered for %(specification)s"),
    "batch.sampled": gettext_noop("Sample %(sample)s joined to the batch"),
    "blockers.overruled": gettext_noop("Overruled for step %(subject)s"),
    "signature.voided": gettext_noop("Signature void: %(subject)s"),
    "result.recorded": gettext_noop("Result recorded: %(test)s"),
}


def required(parameter: PrintedParameter) -> str:
    """What an acceptable value is, or what kind of value is asked for."""
    if parameter.action:
        return f"{parameter.action} {parameter.unit}".strip()
    if parameter.accepted:
        return " / ".join(parameter.accepted)
    if parameter.choices:
        return _("one of: %(choices)s") % {"choices": " / ".join(parameter.choices)}
    match parameter.kind:
        case ParameterKind.NUMBER:
            return (
                _("number, %(unit)s") % {"unit": parameter.unit} if parameter.unit else _("number")
            )
        case ParameterKind.DATE_TIME:
            return _("date and time")
        case ParameterKind.YES_NO:
            return _("yes or no")
        case _:
            return _("text")


def moment(at: datetime, zone: str = "") -> str:
    """An instant to the second with its zone's abbreviation; the facility's unless one is given."""
    return date_format(localtime(at, ZoneInfo(zone) if zone else None), MOMENT)


def day(at: datetime) -> str:
    return date_format(localtime(at), DAY)


def clock(at: datetime) -> str:
    return date_format(localtime(at), CLOCK)


def recorded(value: RecordedValue) -> str:
    """The value as typed with its unit; a time in the facility's zone, whatever zone was typed."""
    if value.instant is not None:
        return date_format(localtime(value.instant), MOMENT if value.instant.second else MINUTE)
    return f"{value.raw} {value.unit}".strip()


def understood(value: RecordedValue) -> str:
    """The number that was judged, where it is not written as it was typed."""
    if value.number in {"", value.raw}:
        return ""
    return f"{value.number} {value.unit}".strip()


def deed(event: PrintedEvent) -> str:
    """What an event did; an event without words of its own is told by its name."""
    template = DEEDS.get(event.verb)
    told = {"subject": event.subject, **event.details}
    try:
        return _(template) % told if template else f"{event.verb}: {event.subject}"
    except KeyError:
        return f"{event.verb}: {event.subject}"


def particulars(event: PrintedEvent) -> str:
    """The values an event wrote."""
    details = event.details
    if "reported" in details:
        return f"{details['reported']} ({verdict_word(details['verdict'])})"
    return "; ".join(_entry(entry) for entry in details.get("entries", []))


def verdict_word(verdict: str) -> str:
    """The translated word of a verdict on a value or a result."""
    known: dict[str, Any] = {**Verdict.__members__, **Conformity.__members__}
    return _(known[verdict].text) if verdict in known else verdict


def _entry(entry: Mapping[str, str]) -> str:
    unit = UNITS[entry["unit"]].symbol if entry["unit"] in UNITS else entry["unit"]
    value = f"{entry['parameter']}: {entry['value']} {unit}".strip()
    if entry["verdict"] == Verdict.NOT_JUDGED:
        return value
    return f"{value} ({verdict_word(entry['verdict'])})"
