"""Page n of N."""

from __future__ import annotations

from django.template.loader import render_to_string


def page_numbers_html(pages: int) -> str:
    """As many pages as the document has, each with nothing but its number."""
    return render_to_string("documents/page_numbers.html", {"numbers": range(1, pages + 1)})
