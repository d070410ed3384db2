"""Makes the PDF of a batch record: sections, title page, page numbers, one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from batches.models import BatchRecord
from batches.record_pdf.content import PrintedRecord
from batches.record_pdf.plan import Chapter, Section, chapters, sections
from batches.record_pdf.read import read_record, snapshot
from batches.record_pdf.title import title_html
from documents.rendering.assemble import About, Assembled, Bookmark
from documents.rendering.html import page_numbers_html, section_html
from documents.rendering.join import join, page_count, page_numbers
from documents.rendering.sections import Sections
from integrity.audit.heads import head_over
from integrity.failpoints import failpoint
from integrity.models import HeadCause

Report = Callable[[int, int], None]


def make_record_pdf(
    batch: BatchRecord, *, printed_by: str, printed_at: datetime, report: Report
) -> tuple[int, Assembled]:
    """The version of the record that was read, and its PDF.

    Raises BrokenChain when the trail is not what was written: then nothing is printed from it.
    """
    with snapshot():
        record = read_record(batch.pk)
    head = head_over(record.events[-1].seq, cause=HeadCause.PRINT, at=printed_at)
    document = make_pdf(
        record, head=head.note, printed_by=printed_by, printed_at=printed_at, report=report,
        press=Sections(),
    )  # fmt: skip
    return record.version, document


def make_pdf(
    record: PrintedRecord,
    *,
    head: str,
    printed_by: str,
    printed_at: datetime,
    report: Report,
    press: Sections,
) -> Assembled:
    """The record as a PDF, in the facility's language and zone.

    `head` is the note of the signed head that covers the record's last event.
    `report(part, parts)` is told after every section; when it raises, the work stops there.
    """
    facility_time = timezone.override(timezone.get_default_timezone())
    with translation.override(settings.LANGUAGE_CODE), facility_time:
        found = sections(record, head)
        listed = chapters(found)
        digest = record.digest()
        bodies = render(found, report, press)
        title = title_page(record, digest, listed, bodies, press)
        pages = sum(page_count(part) for part in [title, *bodies])
        return join(
            [title, *bodies],
            frame=press.pdf(frame_html(record, digest, printed_by, printed_at)),
            numbers=press.pdf(page_numbers_html(pages)),
            bookmarks=[
                Bookmark(_("Batch record %(number)s") % {"number": record.number}, "title"),
                *(chapter.bookmark for chapter in listed),
            ],
            about=about(record, digest, printed_at),
        )


def render(found: Sequence[Section], report: Report, press: Sections) -> list[bytes]:
    """The PDF of every section; what is left to do after them counts as one more part."""
    bodies: list[bytes] = []
    for section in found:
        bodies.append(press.pdf(section.html()))
        failpoint("mid-render")
        report(len(bodies), len(found) + 1)
    return bodies


def title_page(
    record: PrintedRecord, digest: str, listed: list[Chapter], bodies: list[bytes], press: Sections
) -> bytes:
    """The title page; when its contents take more than one page, the pages behind it shift."""
    title, taken = b"", 1
    for _pass in ("count its pages", "number what follows"):
        pages = page_numbers(bodies, first=taken + 1)
        title = press.pdf(title_html(record, digest, listed, pages))
        taken = page_count(title)
    return title


def frame_html(record: PrintedRecord, digest: str, printed_by: str, printed_at: datetime) -> str:
    """What is the same on every page: head, foot and watermark."""
    shows = {
        "record": record,
        "printed_by": printed_by,
        "printed_at": printed_at,
        "short_digest": f"{digest[:4]} {digest[4:8]} … {digest[-4:]}",
    }
    return section_html("batches/record/frame.html", shows)


def about(record: PrintedRecord, digest: str, printed_at: datetime) -> About:
    return About(
        title=_("Batch record %(number)s") % {"number": record.number},
        language=settings.LANGUAGE_CODE,
        creator=f"CGT-LIMS {settings.RELEASE}",
        identifier=f"sha256:{digest}",
        at=printed_at,
    )
