"""The batch number as a QR symbol, drawn as one path so that it prints sharp at any size."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4


@dataclass(frozen=True)
class Symbol:
    """An SVG path in a square of `size` modules, with the quiet zone a scanner needs."""

    size: int
    path: str


def qr_symbol(text: str) -> Symbol:
    """A QR code of the text that survives a quarter of it being unreadable (level Q)."""
    rows = segno.make(text, error="q", micro=False, boost_error=False).matrix
    path = "".join(_runs(row, y + QUIET) for y, row in enumerate(rows))
    return Symbol(len(rows) + 2 * QUIET, path)


def _runs(row: bytearray, y: int) -> str:
    """The dark modules of one row, neighbours drawn as one piece."""
    path, x = "", QUIET
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path
