"""The {fields} of a template, and the text with their values in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker

FIELD = re.compile(r"\{([^{}]*)\}")
OF_EVERY_LABEL = {"label": _("number of the label"), "printed_on": _("day of printing")}
LARGE = "# "


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with values in place of fields, in one pass: a value is never read as a field."""
    return " ".join(FIELD.sub(lambda found: values[found[1]], text).split())


def filled_lines(text: str, values: Mapping[str, str]) -> list[str]:
    """Each line filled in, without those whose fields are all empty; large ones keep their mark."""
    lines = []
    for line in text.splitlines():
        mark = LARGE if line.startswith(LARGE) else ""
        body = line.removeprefix(LARGE)
        names = FIELD.findall(body)
        if body.strip() and not (names and not any(values[name] for name in names)):
            lines.append(mark + filled(body, values))
    return lines


def field_blockers(
    text: str, known: Collection[str], field: str, most: int = 12
) -> Iterator[Blocker]:
    """Every field is one that records of this kind have."""
    unknown = [name for name in dict.fromkeys(FIELD.findall(text)) if name not in known]
    stray = re.search(r"[{}]", FIELD.sub("", text))
    if unknown or stray:
        yield Blocker(
            "UNKNOWN_FIELD",
            _("There is no field %(names)s here.")
            % {"names": ", ".join(f"{{{name}}}" for name in unknown) or "{"},
            clears=_("Accepted: %(known)s.")
            % {"known": ", ".join(f"{{{name}}}" for name in sorted(known))},
            field=field,
        )
    if len(text.splitlines()) > most:
        yield Blocker(
            "TOO_MANY_LINES",
            _("A label has at most %(most)s lines.") % {"most": most},
            field=field,
        )
