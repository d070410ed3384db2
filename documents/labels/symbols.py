"""The symbols of labels as dark and light modules, drawn by the library zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

import zxingcpp
from django.utils.translation import gettext_lazy as _

from documents.models import SymbolKind
from integrity.refusals import refuse

FORMATS = {
    SymbolKind.GS1: zxingcpp.BarcodeFormat.DataMatrix,
    SymbolKind.DATAMATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    SymbolKind.QR: zxingcpp.BarcodeFormat.QRCode,
}
OPTIONS: dict[SymbolKind, dict[str, object]] = {
    SymbolKind.GS1: {"gs1": True, "force_square": True},
    SymbolKind.DATAMATRIX: {"force_square": True},
    SymbolKind.QR: {"ec_level": "M"},
}
QUIET = {SymbolKind.GS1: 1, SymbolKind.DATAMATRIX: 1, SymbolKind.QR: 4}


@dataclass(frozen=True)
class Symbol:
    """A square of modules without its quiet zone; `content` are the bytes that a printer is sent.

    In the bytes of a GS1 symbol the elements are separated by the control character 29.
    """

    kind: SymbolKind
    rows: tuple[tuple[bool, ...], ...]
    content: bytes

    @property
    def modules(self) -> int:
        return len(self.rows)

    @property
    def quiet(self) -> int:
        """Modules that stay empty on every side."""
        return QUIET[self.kind]

    @property
    def path(self) -> str:
        """An SVG path, neighbouring dark modules drawn as one piece."""
        return "".join(_runs(row, y) for y, row in enumerate(self.rows))


@lru_cache(maxsize=512)
def symbol(kind: SymbolKind, data: str) -> Symbol:
    """The symbol that says `data`. Raises Refused when it cannot say it."""
    if not (data.isascii() and data.isprintable()):
        raise refuse(
            "SYMBOL_CHARACTERS",
            _("“%(data)s” has characters that no scanner reads alike.") % {"data": data},
            clears=_("Accepted: letters without accents, digits and signs."),
        )
    try:
        made = zxingcpp.create_barcode(data, FORMATS[kind], **OPTIONS[kind])
    except ValueError as error:
        raise refuse(
            "NO_SYMBOL", _("No symbol can say “%(data)s”: %(why)s") % {"data": data, "why": error}
        ) from None
    picture = memoryview(cast(Any, made.to_image(scale=1, add_quiet_zones=False)))
    height, width = picture.shape or (0, 0)
    rows = tuple(tuple(picture[y, x] == 0 for x in range(width)) for y in range(height))
    return Symbol(kind, rows, made.bytes)


def _runs(row: tuple[bool, ...], y: int) -> str:
    path, x = "", 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path
