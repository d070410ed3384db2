"""Makes the PDF: sections, frame, page numbers, one document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation

from documents.rendering.assemble import About, Assembled, Bookmark
from documents.rendering.html import page_numbers_html, section_html
from documents.rendering.join import join, page_count
from documents.rendering.sections import Sections
from people.models import Organisation, OrganisationKind
from quality.models import Printout
from quality.printing.content import Printed, printed

Report = Callable[[int, int], None]


def make_pdf(printout: Printout, *, at: datetime, report: Report) -> tuple[str, Assembled]:
    """Title and document, in the facility's language and zone.

    `report(part, parts)` is told after every section; when it raises, the work stops there.
    """
    facility_time = timezone.override(timezone.get_default_timezone())
    with translation.override(settings.LANGUAGE_CODE), facility_time:
        found, press = printed(printout, at), Sections()
        bodies: list[bytes] = []
        for html in found.sections:
            bodies.append(press.pdf(html))
            report(len(bodies), len(found.sections) + 1)
        pages = sum(page_count(body) for body in bodies)
        document = join(
            bodies,
            frame=press.pdf(frame_html(found, printout, at)),
            numbers=press.pdf(page_numbers_html(pages)),
            bookmarks=[Bookmark(found.title, "begin")],
            about=About(
                title=found.title, language=settings.LANGUAGE_CODE,
                creator=f"CGT-LIMS {settings.RELEASE}", identifier=f"sha256:{found.digest}", at=at,
            ),
        )  # fmt: skip
    return found.title, document


def frame_html(found: Printed, printout: Printout, at: datetime) -> str:
    """What is the same on every page: head and foot."""
    facility = Organisation.objects.filter(kind=OrganisationKind.FACILITY).first()
    shows = {
        "title": found.title,
        "facility": facility,
        "printed_by": printout.asked_by.display_name,
        "printed_at": at,
        "digest": f"{found.digest[:4]} {found.digest[4:8]} … {found.digest[-4:]}",
    }
    return section_html("quality/print/frame.html", shows)
