"""Joins rendered sections into one PDF with pikepdf: frame, page numbers, links, outline, metadata.

The same sections give the same bytes. Importing this module loads pikepdf.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from documents.rendering.assemble import About, Assembled, Bookmark

# A link to an element in another section is written href="to:ID".
LINK = "to:"
Places = dict[str, Array]


def page_count(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def page_numbers(sections: Iterable[bytes], *, first: int = 1) -> dict[str, int]:
    """The page of every element with an id, when the first section begins at page `first`."""
    found: dict[str, int] = {}
    for content in sections:
        with pikepdf.open(BytesIO(content)) as pdf:
            numbers = {page.obj.objgen: first + at for at, page in enumerate(pdf.pages)}
            found |= {name: numbers[place[0].objgen] for name, place in _anchors(pdf)}
            first += len(pdf.pages)
    return found


def join(
    sections: Sequence[bytes],
    *,
    frame: bytes,
    numbers: bytes,
    bookmarks: Sequence[Bookmark],
    about: About,
) -> Assembled:
    """One document of all sections in order.

    `frame` is a page laid under every page; `numbers` has one page to lay under each page in turn.
    Raises KeyError when a link or bookmark leads to an id that no section has.
    """
    with ExitStack() as opened:
        sources = [opened.enter_context(pikepdf.open(BytesIO(part))) for part in sections]
        frame_pdf, numbers_pdf = (
            opened.enter_context(pikepdf.open(BytesIO(part))) for part in (frame, numbers)
        )
        whole = opened.enter_context(pikepdf.new())
        places = _collect(whole, sources)
        _link(whole, places)
        _stamp(whole, frame_pdf, numbers_pdf)
        _outline(whole, bookmarks, places)
        _describe(whole, about)
        return Assembled(_saved(whole), len(whole.pages))


def _collect(whole: Pdf, sources: Iterable[Pdf]) -> Places:
    """Takes over every page; returns where each id is in the whole."""
    places: Places = {}
    for source in sources:
        before = len(whole.pages)
        index = {page.obj.objgen: before + at for at, page in enumerate(source.pages)}
        whole.pages.extend(source.pages)
        for name, (page, *position) in _anchors(source):
            places[name] = Array([whole.pages[index[page.objgen]].obj, *position])
    return places


def _anchors(pdf: Pdf) -> list[tuple[str, Array]]:
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
    pairs: list[Any] = list(names.get("/Names", []))
    return [(str(name), place) for name, place in zip(pairs[::2], pairs[1::2], strict=True)]


def _link(whole: Pdf, places: Places) -> None:
    """Links between sections become links inside the document."""
    for page in whole.pages:
        for note in page.obj.get("/Annots", []):
            target = str(note.get("/A", Dictionary()).get("/URI", ""))
            if target.startswith(LINK):
                del note["/A"]
                note["/Dest"] = places[target.removeprefix(LINK)]


def _stamp(whole: Pdf, frame: Pdf, numbers: Pdf) -> None:
    under_all = whole.copy_foreign(frame.pages[0].as_form_xobject())
    for at, (page, number) in enumerate(zip(whole.pages, numbers.pages, strict=True), start=1):
        forms = page.resources.XObject
        forms["/Frame"] = under_all
        forms[f"/Number{at}"] = whole.copy_foreign(number.as_form_xobject())
        page.contents_add(b"q /Frame Do Q q /Number%d Do Q q" % at, prepend=True)
        page.contents_add(b"Q")


def _outline(whole: Pdf, bookmarks: Iterable[Bookmark], places: Places) -> None:
    with whole.open_outline() as outline:
        outline.root.extend(_item(bookmark, places) for bookmark in bookmarks)


def _item(bookmark: Bookmark, places: Places) -> OutlineItem:
    item = OutlineItem(bookmark.title, places[bookmark.anchor])
    item.children.extend(_item(child, places) for child in bookmark.children)
    item.is_closed = True
    return item


def _describe(whole: Pdf, about: About) -> None:
    moment = about.at.isoformat(timespec="seconds")
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = about.title
        meta["dc:language"] = [about.language]
        meta["dc:identifier"] = about.identifier
        meta["xmp:CreatorTool"] = about.creator
        meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = moment
    day = pikepdf.models.metadata.encode_pdf_date(about.at)
    whole.docinfo.update(
        {"/Title": about.title, "/Creator": about.creator, "/CreationDate": day, "/ModDate": day}
    )
    whole.Root.Lang = about.language
    whole.Root.PageMode = Name.UseOutlines
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _saved(whole: Pdf) -> bytes:
    target = BytesIO()
    whole.save(
        target,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return target.getvalue()
