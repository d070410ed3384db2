"""A numbered copy of a form as a PDF: its number on every page. Loads the PDF engines."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from django.conf import settings
from django.utils import timezone, translation

from documents.models import BlankForm
from documents.prose import as_html
from documents.rendering.assemble import About, Assembled
from documents.rendering.html import page_numbers_html, section_html
from documents.rendering.join import join, page_count
from documents.rendering.sections import Sections
from documents.store import UPLOADS, read

MILLIMETRE = 72 / 25.4
INNER = pikepdf.Rectangle(20 * MILLIMETRE, 23 * MILLIMETRE, 196 * MILLIMETRE, 268 * MILLIMETRE)


def make_form_pdf(form: BlankForm) -> Assembled:
    """From what was kept when the copy was issued, so that it is always the same."""
    press = Sections()
    with (
        translation.override(settings.LANGUAGE_CODE),
        timezone.override(timezone.get_default_timezone()),
    ):
        shows = {"form": form, "content": form.content}
        body = _body(form, press, shows)
        return join(
            [body],
            frame=press.pdf(section_html("documents/blank_form_frame.html", shows)),
            numbers=press.pdf(page_numbers_html(page_count(body))),
            bookmarks=[],
            about=About(
                title=form.number,
                language=settings.LANGUAGE_CODE,
                creator=f"CGT-LIMS {settings.RELEASE}",
                identifier=form.number,
                at=form.issued_at,
            ),
        )


def _body(form: BlankForm, press: Sections, shows: dict[str, object]) -> bytes:
    if sha256 := form.content["file"]:
        return _fitted(read(sha256, UPLOADS))
    text = as_html(form.content["text"]) if form.content["text"] else ""
    return press.pdf(section_html("documents/blank_form.html", {**shows, "text": text}))


def _fitted(content: bytes) -> bytes:
    """Every page of a PDF made smaller, so that number and date have room around it."""
    with pikepdf.open(BytesIO(content)) as source, pikepdf.new() as whole:
        for page in source.pages:
            sheet = whole.add_blank_page(page_size=(210 * MILLIMETRE, 297 * MILLIMETRE))
            sheet.add_overlay(page, INNER)
        target = BytesIO()
        whole.save(target)
        return target.getvalue()
