"""What a made PDF says, and where on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2

MILLIMETRE = 72 / 25.4
HYPHEN_AT_LINE_END = "\ufffe"


@dataclass(frozen=True)
class Piece:
    """A run of text and its box, in millimetres from the left and top edge of its page."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def pages(content: bytes) -> list[str]:
    """The text of every page, white space made single."""
    with opened(content) as document:
        return [_plain(page.get_textpage().get_text_range()) for page in document]


def text(content: bytes) -> str:
    return " ".join(pages(content))


def pieces(content: bytes) -> list[Piece]:
    with opened(content) as document:
        return [piece for at, page in enumerate(document, start=1) for piece in _pieces(at, page)]


def _plain(found: str) -> str:
    return " ".join(found.replace(HYPHEN_AT_LINE_END, "-").split())


def _pieces(at: int, page: pypdfium2.PdfPage) -> Iterator[Piece]:
    height = page.get_height()
    found = page.get_textpage()
    for index in range(found.count_rects()):
        left, bottom, right, top = found.get_rect(index)
        yield Piece(
            at,
            found.get_text_bounded(left, bottom, right, top),
            left / MILLIMETRE,
            (height - top) / MILLIMETRE,
            right / MILLIMETRE,
            (height - bottom) / MILLIMETRE,
        )


def internals(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))
