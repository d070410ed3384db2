"""Labels on sheets of A4 as one PDF. Importing this module loads the PDF engines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.conf import settings
from django.utils import translation

from documents.labels.layout import Layout
from documents.models import Printer
from documents.rendering.assemble import Assembled
from documents.rendering.assets import Assets
from documents.rendering.html import section_html
from documents.rendering.join import page_count
from documents.rendering.weasy import Engine


@dataclass(frozen=True)
class OnSheet:
    """A label at its place on a page; `edge` draws its outline."""

    layout: Layout
    x: Decimal
    y: Decimal
    edge: bool = False


def sheets(
    layouts: Sequence[Layout], printer: Printer, first_place: int = 1, *, edge: bool = False
) -> Assembled:
    """From the first free place on, row by row; smaller labels stand in the middle of theirs."""
    numbered = enumerate(layouts, start=first_place - 1)
    pages = [
        [_placed(layout, at % printer.a_sheet, printer, edge) for at, layout in group]
        for _page, group in groupby(numbered, key=lambda one: one[0] // printer.a_sheet)
    ]
    with translation.override(settings.LANGUAGE_CODE):
        html = section_html("documents/label_sheet.html", {"pages": pages})
    content = Engine(Assets.of_release()).render(html)
    return Assembled(content, page_count(content))


def places(printer: Printer) -> Iterator[tuple[int, int]]:
    """Column and row of each place, in the order in which they are filled."""
    for row in range(printer.rows or 0):
        for column in range(printer.columns or 0):
            yield column, row


def _placed(layout: Layout, place: int, printer: Printer, edge: bool) -> OnSheet:
    column, row = list(places(printer))[place]
    left, top, step_x, step_y = (
        one or Decimal(0) for one in (printer.left, printer.top, printer.step_x, printer.step_y)
    )
    return OnSheet(
        layout,
        left + column * step_x + (printer.width - layout.width) / 2,
        top + row * step_y + (printer.height - layout.height) / 2,
        edge,
    )
