"""GS1 element strings: elements that have a value, checked by the library biip."""

from __future__ import annotations

import re
from collections.abc import Mapping

from biip import ParseError
from biip.gs1_messages import GS1Message
from django.utils.translation import gettext_lazy as _

from documents.labels.fields import filled
from integrity.refusals import refuse

ELEMENT = re.compile(r"\((\d{2,4})\)([^()]*)")
SYMBOLOGIES = ("]C1", "]e0", "]d1", "]d2", "]Q1", "]Q3", "]J1")  # put in front by some scanners
GROUP = "\x1d"


def is_element_template(data: str) -> bool:
    """True when it is made of elements only: (10){lot}(21){serial}."""
    return bool(data) and ELEMENT.sub("", data) == "" and ELEMENT.match(data) is not None


def elements(data: str, values: Mapping[str, str]) -> str:
    """The element string with brackets, without elements that have no value.

    Raises Refused when what comes of it is no GS1 message.
    """
    found = [(ai, filled(text, values)) for ai, text in ELEMENT.findall(data)]
    if any("(" in value or ")" in value for _ai, value in found):
        raise _no_gs1(_("A value has brackets."))
    text = "".join(f"({ai}){value}" for ai, value in found if value)
    try:
        message = GS1Message.parse_hri(text)
    except (ParseError, ValueError) as error:
        raise _no_gs1(str(error)) from None
    if any(one.gtin_error for one in message.element_strings):
        raise _no_gs1(_("The trade item number (01) has another check digit."))
    return text


def read_as(text: str) -> set[str]:
    """What a scanned text may stand for: itself, and the elements in it with brackets."""
    text = text.strip()
    for mark in SYMBOLOGIES:
        text = text.removeprefix(mark)
    text = text.removeprefix(GROUP)
    try:
        parsed = GS1Message.parse(text).as_hri() if not text.startswith("(") else text
    except (ParseError, ValueError):
        return {text}
    return {text, parsed}


def _no_gs1(why: object) -> Exception:
    return refuse(
        "NOT_GS1",
        _("The symbol of this label would be no GS1 code: %(why)s") % {"why": why},
        clears=_("Correct the record, or the label template."),
    )
