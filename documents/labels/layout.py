"""Where everything stands on a label, in millimetres: one answer for paper, screen and ZPL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import ImageFont
from PIL.ImageFont import Layout as Shaping

from documents.labels.fields import LARGE
from documents.labels.symbols import Symbol
from integrity.refusals import refuse

MARGIN, GAP = Decimal("1.5"), Decimal("1")
LARGEST, SMALLEST = Decimal("3.2"), Decimal("1.5")
SMALLEST_MODULE = Decimal("0.24")
SYMBOL_SHARE = Decimal("0.45")
LINE = Decimal("1.25")
HUNDREDTH, FINE = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True)
class Line:
    """A line of text: its left end, the top of its letters' box, and its font size."""

    text: str
    x: Decimal
    y: Decimal
    size: Decimal
    bold: bool

    @property
    def baseline(self) -> Decimal:
        return self.y + self.size * Decimal("0.9")


@dataclass(frozen=True)
class Placed:
    """A symbol, where its first module stands, and the size of one module."""

    symbol: Symbol
    x: Decimal
    y: Decimal
    module: Decimal


@dataclass(frozen=True)
class Layout:
    width: Decimal
    height: Decimal
    lines: tuple[Line, ...]
    placed: Placed | None = None


def laid_out(
    width: Decimal,
    height: Decimal,
    texts: Sequence[str],
    symbol: Symbol | None = None,
    dots: int | None = None,
) -> Layout:
    """The symbol on the left, the lines beside it as large as they fit.

    With `dots` (a millimetre) a module is a whole number of them. Raises Refused when a line or
    the symbol would be too small to be read.
    """
    placed = _placed(width, height, symbol, dots) if symbol else None
    begin = MARGIN
    if placed:
        modules = placed.symbol.modules + placed.symbol.quiet
        begin = placed.x + placed.module * modules + GAP
    lines = _lines(texts, begin, width - MARGIN - begin, height)
    return Layout(width, height, lines, placed)


def _placed(width: Decimal, height: Decimal, symbol: Symbol, dots: int | None) -> Placed:
    room = min(height - 2 * MARGIN, width * SYMBOL_SHARE)
    step = Decimal(1) / dots if dots else HUNDREDTH
    modules = symbol.modules + 2 * symbol.quiet
    module = (room / modules / step).to_integral_value(ROUND_DOWN) * step
    if module < SMALLEST_MODULE:
        raise refuse(
            "SYMBOL_TOO_SMALL",
            _("The symbol has %(modules)s modules: too many for this label.")
            % {"modules": symbol.modules},
            clears=_("Accepted: modules of at least 0.25 mm. Take a larger label or less data."),
        )
    x, y = MARGIN + symbol.quiet * module, (height - symbol.modules * module) / 2
    return Placed(symbol, *(one.quantize(FINE) for one in (x, y, module)))


def _lines(texts: Sequence[str], x: Decimal, room: Decimal, height: Decimal) -> tuple[Line, ...]:
    wanted = [(text.removeprefix(LARGE), text.startswith(LARGE)) for text in texts]
    parts = sum((_weight(bold) for _text, bold in wanted), Decimal(0))
    unit = min(LARGEST, (height - 2 * MARGIN) / (parts * LINE)) if parts else LARGEST
    found, y = [], (height - unit * parts * LINE) / 2
    for text, bold in wanted:
        size = min(unit * _weight(bold), room / _width(text, bold)).quantize(HUNDREDTH, ROUND_DOWN)
        if size < SMALLEST:
            raise refuse(
                "TEXT_TOO_LONG",
                _("“%(text)s” does not fit on the label.") % {"text": text},
                clears=_("Take a larger label, or fewer and shorter lines."),
            )
        found.append(Line(text, x, y.quantize(HUNDREDTH), size, bold))
        y += unit * _weight(bold) * LINE
    return tuple(found)


def _weight(bold: bool) -> Decimal:
    return Decimal("1.4") if bold else Decimal(1)


def _width(text: str, bold: bool) -> Decimal:
    """How wide a text is, in its own size."""
    return max(Decimal(str(_font(bold).getlength(text))) / 100, Decimal("0.1"))


@lru_cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = f"AtkinsonHyperlegibleNext-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(
        str(Path(settings.BASE_DIR) / "static/fonts/print" / name), 100, layout_engine=Shaping.BASIC
    )
