"""The kinds of file that are kept, each known by its first bytes, and what each must be."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from documents.uploads import refusing

UNPACKED_MEGABYTES = 200
NEAR_THE_BEGINNING = 1024
LAYOUT = "\t\r\n"


@dataclass(frozen=True)
class Kind:
    """`check` raises Refused for what begins like this kind and is something else, or more."""

    label: str
    media_type: str
    endings: tuple[str, ...]
    check: Callable[[bytes, str], None]

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


def kind_of(content: bytes, name: str) -> Kind:
    """What the content is; only between texts the name decides. Raises Refused."""
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    for begin, kind in BEGINNINGS.items():
        if content.startswith(begin):
            return kind
    text = _text(content)
    if text is None:
        raise refusing.unknown()
    if text.lstrip().startswith("<"):
        raise refusing.markup()
    ending = name.rpartition(".")[2].lower()
    return {"csv": CSV, "json": JSON}.get(ending, TXT)


def _text(content: bytes) -> str | None:
    """UTF-8 without control characters, or nothing."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    odd = any(unicodedata.category(sign) == "Cc" and sign not in LAYOUT for sign in text)
    return None if odd else text


def _refuse_another_kind_inside(content: bytes, label: str) -> None:
    """A zip is read from its end, HTML and PDF somewhere near the beginning: by other programs."""
    beginning = content[:NEAR_THE_BEGINNING].lower()
    foreign = [b"<html", b"<script", b"<svg", b"<!doctype"]
    if label != PDF.label:
        foreign.append(b"%pdf-")
    if any(mark in beginning for mark in foreign) or zipfile.is_zipfile(BytesIO(content)):
        raise refusing.two_kinds(label)


def _ends(*marks: bytes) -> Callable[[bytes, str], None]:
    """Nothing but blanks follows the end that the kind itself marks."""

    def check(content: bytes, label: str) -> None:
        _refuse_another_kind_inside(content, label)
        if not content.rstrip(b"\x00\r\n\t ").endswith(marks):
            raise refusing.two_kinds(label)

    return check


def _webp(content: bytes, label: str) -> None:
    """Its head says how long it is."""
    _refuse_another_kind_inside(content, label)
    if int.from_bytes(content[4:8], "little") + 8 != len(content):
        raise refusing.two_kinds(label)


def _workbook(content: bytes, label: str) -> None:
    """A zip with a workbook in it and no macros, which does not unpack without end."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = {part.filename: part.file_size for part in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        raise refusing.broken(label) from None
    if "xl/workbook.xml" not in parts:
        raise refusing.unknown()
    if any(name.endswith("vbaProject.bin") for name in parts):
        raise refusing.macros()
    if sum(parts.values()) > UNPACKED_MEGABYTES * 1_000_000:
        raise refusing.unpacks_too_large(UNPACKED_MEGABYTES)


def _plain(content: bytes, label: str) -> None:
    lower = content.lower()
    if any(mark in lower for mark in (b"<script", b"<html", b"<svg")):
        raise refusing.markup()


def _json(content: bytes, label: str) -> None:
    _plain(content, label)
    try:
        json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refusing.broken(label) from None


PDF = Kind("PDF", "application/pdf", ("pdf",), _ends(b"%%EOF"))
PNG = Kind("PNG", "image/png", ("png",), _ends(b"IEND\xaeB`\x82"))
JPEG = Kind("JPEG", "image/jpeg", ("jpg", "jpeg"), _ends(b"\xff\xd9"))
WEBP = Kind("WebP", "image/webp", ("webp",), _webp)
XLSX = Kind(
    "XLSX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ("xlsx",),
    _workbook,
)
CSV = Kind("CSV", "text/csv", ("csv",), _plain)
TXT = Kind("TXT", "text/plain", ("txt",), _plain)
JSON = Kind("JSON", "application/json", ("json",), _json)
BEGINNINGS = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"PK\x03\x04": XLSX,
}
