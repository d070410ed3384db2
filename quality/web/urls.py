"""Every kind has the same addresses, each with a name of its own: deviations-list."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path, register_converter

from documents.web import converters as converters
from quality.web import impact_list, impacts, listing, named_in, overview, printouts, record
from quality.web.agreement_pages import AGREEMENTS
from quality.web.capa_pages import CAPA
from quality.web.change_pages import CHANGES
from quality.web.complaint_pages import COMPLAINTS
from quality.web.deviation_pages import DEVIATIONS
from quality.web.kinds import Kind
from quality.web.outsourcing_pages import OUTSOURCED
from quality.web.supplier_pages import SUPPLIERS

SHOWN = (DEVIATIONS, CAPA, CHANGES, COMPLAINTS, OUTSOURCED, AGREEMENTS, SUPPLIERS)


class RecordNumber:
    """What may stand in a number; anything else is no address of ours."""

    regex = r"[A-Za-z]{2,4}-[0-9]{2}-[0-9]{4,6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RecordNumber, "record_number")


def of(kind: Kind) -> Iterator[URLPattern]:
    slug, given = kind.slug, {"kind": kind.slug}
    one = f"{slug}/<record_number:number>/"
    yield path(f"{slug}/", listing.records, given, name=f"{slug}-list")
    yield path(f"{slug}/new/", record.new, given, name=f"{slug}-new")
    yield path(one, record.record, given, name=f"{slug}-record")
    yield path(f"{slug}/pdf/", printouts.print_list, given, name=f"{slug}-list-pdf")
    yield path(f"{one}pdf/", printouts.print_record, given, name=f"{slug}-record-pdf")
    for name in kind.offers:
        yield path(f"{one}{name}/", record.deed, {**given, "name": name}, name=f"{slug}-{name}")
    for name in kind.signings:
        yield path(f"{one}{name}/", record.sign, {**given, "name": name}, name=f"{slug}-{name}")


urlpatterns = [
    path("", overview.overview, name="quality"),
    path("pdf/", printouts.print_trends, name="quality-pdf"),
    path("printouts/<uuid:pk>/", printouts.printout, name="printout"),
    path("printouts/<uuid:pk>/file/", printouts.printout_file, name="printout-file"),
    path("of/<record_kind:kind>/<uuid:key>/", named_in.named_in, name="quality-of"),
    path("impacts/", impact_list.impacts, name="impacts"),
    path("impacts/pdf/", printouts.print_impacts, name="impacts-pdf"),
    path("impacts/<uuid:pk>/", impacts.impact, name="impact"),
    path("impacts/<uuid:pk>/assess/", impacts.assess, name="impact-assess"),
    path("impacts/<uuid:pk>/reopen/", impacts.reopen, name="impact-reopen"),
    path("impacts/<uuid:pk>/conclude/", impacts.conclude, name="impact-conclude"),
    *(pattern for kind in SHOWN for pattern in of(kind)),
]
