"""From templates to the HTML of a section."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

# WeasyPrint breaks a line after its first word when the rest fits but for a space at its end.
SPACE_AT_LINE_END = re.compile(r"\s+(?=<br>|</(?:td|th|p|h1|h2|h3|span|small)>)")


def section_html(template: str, shows: Mapping[str, Any]) -> str:
    """The template rendered, without the white space that templates leave at the end of lines."""
    return SPACE_AT_LINE_END.sub("", render_to_string(template, dict(shows)))


def page_numbers_html(pages: int) -> str:
    """As many pages as the document has, each with nothing but “Page n of N”."""
    return section_html("documents/page_numbers.html", {"numbers": range(1, pages + 1)})
