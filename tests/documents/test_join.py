"""Sections become one document: numbered, linked, outlined, the same each time."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from documents.rendering.assemble import About, Assembled, Bookmark
from documents.rendering.html import page_numbers_html
from documents.rendering.join import join, page_count, page_numbers
from documents.rendering.sections import Sections
from tests.documents import reading
from tests.together import until

ABOUT = About(
    title="Two parts",
    language="en",
    creator="CGT-LIMS test",
    identifier="sha256:00",
    at=datetime(2026, 11, 21, 14, 5, tzinfo=UTC),
)
FIRST = '<p id="a">First part, see <a href="to:c">the third page</a></p>'
SECOND = '<p id="b">Second part</p><p id="c" style="break-before: page">Third page</p>'
MARKS = (Bookmark("A", "a"), Bookmark("B", "b", (Bookmark("C", "c"),)))


def joined(*html: str, bookmarks: Any = MARKS) -> Assembled:
    press = Sections()
    parts = [press.pdf(f"<html lang='en'><body>{piece}</body></html>") for piece in html]
    count = sum(page_count(part) for part in parts)
    return join(
        parts,
        frame=press.pdf('<body class="frame"><p class="watermark">FRAME</p></body>'),
        numbers=press.pdf(page_numbers_html(count)),
        bookmarks=bookmarks,
        about=ABOUT,
    )


def test_every_page_has_the_frame_and_its_number() -> None:
    made = joined(FIRST, SECOND)
    found = reading.pages(made.content)
    assert made.pages == len(found) == 3
    for at, page in enumerate(found, start=1):
        assert "FRAME" in page
        assert f"Page {at} of 3" in page
    assert "Second part" in found[1]


def test_the_number_stands_at_the_bottom_right() -> None:
    for piece in reading.pieces(joined(FIRST, SECOND).content):
        if piece.text.startswith("Page "):
            assert piece.top > 278
            assert 190 < piece.right <= 196.5


def test_a_link_leads_to_its_page() -> None:
    with reading.internals(joined(FIRST, SECOND).content) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        assert link.Dest[0].objgen == pdf.pages[2].obj.objgen
        assert "/A" not in link


def test_a_link_to_nowhere_is_an_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        joined('<p id="a"><a href="to:nowhere">x</a></p>', bookmarks=())


def test_the_outline_follows_the_sections() -> None:
    content = joined(FIRST, SECOND).content
    with reading.internals(content) as pdf, pdf.open_outline() as outline:
        first, second = outline.root
        (below,) = second.children
        places = [item.destination[0].objgen for item in (first, second, below)]
        assert [item.title for item in (first, second, below)] == ["A", "B", "C"]
        assert places == [page.obj.objgen for page in pdf.pages]


def test_pages_of_ids_count_on_from_the_first() -> None:
    press = Sections()
    parts = [press.pdf(f"<body>{piece}</body>") for piece in (FIRST, SECOND)]
    assert page_numbers(parts, first=4) == {"a": 4, "b": 5, "c": 6}


def test_the_file_says_what_it_is() -> None:
    with reading.internals(joined(FIRST, SECOND).content) as pdf:
        assert pdf.pdf_version == "1.7"
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "Two parts"
        assert str(pdf.docinfo["/Creator"]) == "CGT-LIMS test"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261121140500+00'00"
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == "Two parts"
            assert meta["xmp:CreatorTool"] == "CGT-LIMS test"
            assert meta["xmp:CreateDate"] == "2026-11-21T14:05:00+00:00"


def test_the_same_sections_give_the_same_bytes_at_another_second() -> None:
    first, second = joined(FIRST, SECOND), int(time.time())
    until(lambda: int(time.time()) > second, "the next second")
    assert joined(FIRST, SECOND).content == first.content


def test_every_font_is_embedded() -> None:
    with reading.internals(joined(FIRST, SECOND).content) as pdf:
        fonts = [thing for thing in pdf.objects if _is(thing, "/FontDescriptor")]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def _is(thing: object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind
