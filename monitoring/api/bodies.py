"""What a request with readings carries: CSV or JSON, read into rows or refused with every fault."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import BaseParser

from integrity.reading.text import text_of
from integrity.refusals import Blocker, Refused, refuse
from measures.problems import ValueProblem
from monitoring.channels.preview import no_csv
from monitoring.channels.rows import COLUMNS, Fault, cells_of

FAULTS = 100  # told at once
Records = Iterable[tuple[int, dict[str, str]]]


class CsvParser(BaseParser):
    """The text as it came; it is read as the text of a file is."""

    media_type = "text/csv"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return text_of(stream.read())
        except ValueProblem as problem:
            raise Refused([Fault(1, "", problem).blocker]) from None


def records_in(body: Any) -> Records:
    """Its rows with the numbers of their lines, or of their places in JSON, from 0."""
    if not isinstance(body, str):
        return list(_of_json(body))
    try:
        return list(cells_of(body))
    except ValueProblem as problem:
        raise Refused(blockers_of([Fault(1, "", problem)])) from None
    except csv.Error as error:
        raise Refused(blockers_of([Fault(1, "", no_csv(error))])) from None


def _of_json(body: Any) -> Records:
    rows = body.get("readings") if isinstance(body, dict) else None
    if not isinstance(rows, list):
        raise refuse(
            "NO_READINGS", _("There is no list “readings”."), field="readings",
            clears=_('Accepted: {"readings": [{"channel", "at", "value", "unit"}, …]}.'),
        )  # fmt: skip
    for place, row in enumerate(rows):
        cells = row if isinstance(row, dict) else {}
        if set(cells) != set(COLUMNS) or not all(isinstance(one, str) for one in cells.values()):
            raise refuse(
                "OTHER_SHAPE", _("This is no reading."), field=f"readings/{place}",
                clears=_("Accepted: %(columns)s, each as text.") % {"columns": ", ".join(COLUMNS)},
            )  # fmt: skip
        yield place, cells


def refuse_large(length: str | None) -> None:
    """Raises Refused for more bytes than a file may have; nothing of them is read."""
    most = settings.FILE_MEGABYTES
    if length is not None and length.isdecimal() and int(length) > most * 1_000_000:
        raise refuse(
            "TOO_LARGE", _("The request is too large."), field="header/Content-Length",
            clears=_("Accepted: up to %(most)s MB. Send it in parts.") % {"most": most},
        )  # fmt: skip


def refuse_faults(faults: list[Fault]) -> None:
    """Raises Refused with the first hundred, when there are any."""
    if faults:
        raise Refused(blockers_of(faults[:FAULTS]))


def blockers_of(faults: Iterable[Fault]) -> Iterator[Blocker]:
    """Each with its line and column as the field."""
    for one in faults:
        where = f"{one.line}/{one.column}" if one.column else str(one.line)
        yield Fault(one.line, where, one.problem).blocker


def yes_or_no(given: str, *, name: str) -> bool:
    """Raises Refused for anything but true and false."""
    if given not in ("true", "false"):
        raise refuse(
            "NO_YES_OR_NO", _("“%(given)s” is not accepted.") % {"given": given},
            clears=_("Accepted are: true, false."), field=f"query/{name}",
        )  # fmt: skip
    return given == "true"
