"""Files that are not what they seem, made here byte by byte, and good ones beside them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def picture(form: str = "PNG", **more: object) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (8, 6), (180, 20, 20)).save(kept, form, **more)
    return kept.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip with these parts; __ in a name stands for a stroke."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return kept.getvalue()


def workbook(**more: bytes) -> bytes:
    return packed(xl__workbook_dot_xml=b"<workbook/>", **more)


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head announces this many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


# What it is, its name, its bytes, the code of the refusal.
BAD = [
    ("nothing in it", "empty.pdf", b"", "EMPTY_FILE"),
    ("a drawing that runs scripts", "drawing.svg", SVG, "MARKUP"),
    ("a drawing named as a picture", "drawing.png", SVG, "MARKUP"),
    ("a page named as a picture", "photo.png", HTML, "MARKUP"),
    ("a page named as a text", "notes.txt", b"\n\n  " + HTML, "MARKUP"),
    ("a page behind words", "notes.txt", b"notes\n" + HTML, "MARKUP"),
    ("a page behind a mark of order", "list.csv", b"\xef\xbb\xbf<html>", "MARKUP"),
    ("a PDF named as a picture", "photo.png", PDF, "WRONG_ENDING"),
    ("a picture named as a PDF", "report.pdf", picture(), "WRONG_ENDING"),
    ("a picture named as another", "photo.jpg", picture(), "WRONG_ENDING"),
    ("no ending at all", "report", PDF, "WRONG_ENDING"),
    ("a second ending behind the first", "report.pdf.html", PDF, "WRONG_ENDING"),
    ("a zip behind a picture", "photo.jpg", picture("JPEG") + packed(a=b"x"), "TWO_KINDS"),
    ("a zip behind a PDF", "report.pdf", PDF + packed(a=b"x"), "TWO_KINDS"),
    ("bytes behind a picture", "photo.png", picture() + b"<script>", "TWO_KINDS"),
    ("bytes behind a WebP", "photo.webp", picture("WEBP") + b"more", "TWO_KINDS"),
    ("a page inside a picture", "photo.jpg", picture("JPEG", comment=HTML), "TWO_KINDS"),
    ("a PDF inside a picture", "photo.jpg", picture("JPEG", comment=PDF), "TWO_KINDS"),
    ("a page inside a PDF", "report.pdf", PDF[:9] + HTML + PDF[9:], "TWO_KINDS"),
    ("a billion pixels in 100 bytes", "bomb.png", png_that_says(60000, 60000), "TOO_MANY_PIXELS"),
    ("a hundred million pixels", "bomb.png", png_that_says(10000, 10000), "TOO_MANY_PIXELS"),
    ("half a picture", "photo.png", picture()[:60] + b"IEND\xaeB`\x82", "BROKEN_FILE"),
    ("a moving picture", "moving.webp", b"", "SEVERAL_PICTURES"),
    ("a program", "photo.png", b"MZ\x90\x00\x03\x00\x00\x00", "UNKNOWN_KIND"),
    ("a zip of anything", "all.xlsx", packed(a=b"x"), "UNKNOWN_KIND"),
    ("a broken workbook", "list.xlsx", b"PK\x03\x04 and no more", "BROKEN_FILE"),
    ("macros", "list.xlsx", workbook(xl__vbaProject_dot_bin=b"x"), "MACROS"),
    ("a workbook without end", "list.xlsx", b"", "UNPACKS_TOO_LARGE"),
    ("no JSON", "values.json", b'{"a": ', "BROKEN_FILE"),
    ("JSON deeper than anybody reads", "values.json", b"[" * 200_000, "BROKEN_FILE"),
]


def content_of(what: str, content: bytes) -> bytes:
    """The bytes; of two kinds only when they are asked for, since they are large."""
    if what == "a moving picture":
        frames = [Image.new("RGB", (8, 6), (shade, 0, 0)) for shade in (0, 255)]
        kept = BytesIO()
        frames[0].save(kept, "WEBP", save_all=True, append_images=frames[1:], duration=100)
        return kept.getvalue()
    if what == "a workbook without end":
        return workbook(xl__media=b"\x00" * 201_000_000)
    return content


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOOD = [
    ("report.pdf", PDF, "application/pdf"),
    ("photo.png", picture(), "image/png"),
    ("photo.JPG", picture("JPEG"), "image/jpeg"),
    ("photo.webp", picture("WEBP"), "image/webp"),
    ("list.xlsx", workbook(), SHEET),
    ("list.csv", "a;b\n1,5;2 µL\n".encode(), "text/csv"),
    ("notes.txt", b"pH < 7.2 and viability > 80 %", "text/plain"),
    ("values.json", b'{"a": "1.50"}', "application/json"),
]  # fmt: skip
