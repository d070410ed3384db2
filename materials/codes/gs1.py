"""GS1 element strings, as in a DataMatrix on a supplier's label: read by the library biip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from biip import ParseError
from biip.gs1_element_strings import GS1ElementString
from biip.gs1_messages import GS1Message

from measures.problems import ValueProblem, gettext_noop

SYMBOLOGIES = ("]C1", "]e0", "]d2", "]Q3", "]J1")  # put in front by a scanner that tells them
GTIN, LOT, EXPIRY, SERIAL = "01", "10", "17", "21"
MOST = 200


@dataclass(frozen=True)
class LabelData:
    """What a supplier's label says: trade item, lot, last day, serial; `elements` has all of it.

    `elements` are the values by application identifier, without what separates them.
    """

    gtin: str = ""
    lot: str = ""
    expires_on: date | None = None
    serial: str = ""
    elements: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> LabelData:
        """Reads what was scanned (FNC1 as the control character 29), or typed with brackets.

        A trade item number has its check digit; an element stands once. Raises ValueProblem.
        """
        found = _message(text.strip()).element_strings
        elements: dict[str, str] = {}
        for one in found:
            _check(one, elements)
            elements[one.ai.ai] = one.value
        return cls(
            gtin=elements.get(GTIN, ""),
            lot=elements.get(LOT, ""),
            expires_on=next((one.date for one in found if one.ai.ai == EXPIRY), None),
            serial=elements.get(SERIAL, ""),
            elements=elements,
        )


def _message(text: str) -> GS1Message:
    for mark in SYMBOLOGIES:
        text = text.removeprefix(mark)
    text = text.removeprefix("\x1d")
    try:
        if not 0 < len(text) <= MOST:
            raise ParseError("It has no characters, or too many.")
        return GS1Message.parse_hri(text) if text.startswith("(") else GS1Message.parse(text)
    except (ParseError, ValueError) as error:
        raise ValueProblem(
            "NOT_GS1",
            gettext_noop("This is no GS1 code: %(why)s"),
            gettext_noop("Accepted: a scanned GS1 code, or as printed: (01)…(17)…(10)…"),
            why=str(error),
        ) from None


def _check(one: GS1ElementString, before: Mapping[str, str]) -> None:
    if one.gtin_error:
        raise ValueProblem(
            "GS1_GTIN",
            gettext_noop("The trade item number (01) %(value)s has another check digit."),
            gettext_noop("Scan the label once more."),
            value=one.value,
        )
    if before.get(one.ai.ai, one.value) != one.value:
        raise ValueProblem(
            "GS1_TWICE",
            gettext_noop("The element (%(ai)s) stands there twice, with two values."),
            gettext_noop("Scan one label at a time."),
            ai=one.ai.ai,
        )
