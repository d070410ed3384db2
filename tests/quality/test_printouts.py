"""Every list and record as PDF, made by the job that a worker runs."""

from __future__ import annotations

import pytest

from documents.store import read
from integrity.jobs.work import run
from integrity.models import Job
from quality.commands.capa import report_capa_done
from quality.commands.changes import propose_change
from quality.commands.complaints import receive_complaint
from quality.commands.outsourcing import request_outsourcing
from quality.models import (
    Agreement,
    Area,
    Classification,
    Printout,
    SupplierKind,
)
from quality.subjects import subject_of
from tests import cast
from tests.cast import NOW, make_room
from tests.documents import reading
from tests.materials import stock
from tests.quality.conftest import check, post
from tests.quality.test_capa_ends import opened


def made(client, path: str) -> tuple[Printout, str]:
    """Asked for on the page, made as a worker does it, and read."""
    assert post(client, path).status_code == 302
    printout = Printout.objects.latest("asked_at")
    page = f"/quality/printouts/{printout.pk}/"
    assert "Asked for, begins shortly" in client.get(page).content.decode()
    assert client.get(f"{page}file/").status_code == 404
    assert run(str(Job.objects.get(key=str(printout.pk)).pk))
    printout.refresh_from_db()
    assert printout.rendition is not None
    assert "The PDF is made." in client.get(page).content.decode()
    content = client.get(f"{page}file/")
    assert content.content == read(printout.rendition.sha256)
    assert content["Content-Disposition"].startswith("attachment")
    return printout, reading.text(content.content)


@pytest.fixture
def live_small_batch(live_db, people):
    return cast.make_batch(people, cast.make_small_master(people), "CART-26-001")


@pytest.fixture
def client_of_qa(live_db, browse):
    return browse("mlindqvist")


def test_a_record_is_printed_as_its_page_shows_it(client_of_qa, raised, investigated):
    deviation = investigated(raised())
    printout, told = made(client_of_qa, f"/quality/deviations/{deviation}/pdf/")
    for words in ("Deviation DEV-26-0001", "The belt was worn.", "Major", "5 whys",
                  "Nobody has signed it yet.", "by Mara Lindqvist", "Page 1 of 1"):  # fmt: skip
        assert words in told
    assert printout.rendition.title == "Deviation DEV-26-0001"


def test_a_list_is_printed_as_it_is_filtered(client_of_qa, raised, classified):
    classified(raised(title="Classified one"))
    raised(title="Raised one")
    _printout, told = made(client_of_qa, "/quality/deviations/pdf/?state=RAISED")
    assert "Raised one" in told
    assert "Classified one" not in told
    assert "1 record" in told
    _printout, everything = made(client_of_qa, "/quality/deviations/pdf/")
    assert "Classified one" in everything


@pytest.mark.parametrize(
    "kind", ["capa", "changes", "complaints", "outsourcing", "agreements", "suppliers"]
)
def test_every_kind_has_its_list_on_paper(client_of_qa, kind):
    _printout, told = made(client_of_qa, f"/quality/{kind}/pdf/")
    assert ("Contract manufacturing" if kind == "agreements" else "None fits.") in told


def test_a_record_of_every_kind_is_printed(
    client_of_qa, browse, people, live_small_batch, raised, classified
):
    """CAPA, change, complaint, agreement, supplier, outsourced activity: as their pages show."""
    capa = opened(people, classified(raised()))
    report_capa_done(capa=capa, evidence="Belt changed", by=people["kadler"], at=NOW)
    check(capa, people["mlindqvist"], NOW, finding="None since")
    north = people["pnorth"].organisations[0]
    change = propose_change(
        title="New fan", description="Another type", why="Less noise", areas=[Area.ROOMS],
        owner=people["kadler"], due_on=NOW.date(), by=people["kadler"], at=NOW,
    )  # fmt: skip
    complaint = receive_complaint(
        title="Bag leaks", description="At the port", about="The bag", organisation=north,
        received_on=NOW.date(), classification=Classification.MINOR, owner=people["kadler"],
        by=people["kadler"], at=NOW,
    )  # fmt: skip
    supplier = stock.approve(stock.unknown_supplier("LAB"))
    asked = request_outsourcing(
        title="Sterility", description="Two vials", organisation=north,
        kind=SupplierKind.LABORATORY, owner=people["kadler"], due_on=NOW.date(),
        by=people["nbakker"], at=NOW,
    )  # fmt: skip
    agreement = Agreement.objects.get(organisation=north)
    for path, words in (
        (f"capa/{capa}", ("New belt", "It helped", "None since", "Reviewed by")),
        (f"changes/{change}", ("Another type", "Less noise", "Rooms and equipment")),
        (f"complaints/{complaint}", ("At the port", "Northlight Therapeutics")),
        (f"agreements/{agreement}", ("QAG-NORTHLIGHT v1", "Contract manufacturing")),
        (f"suppliers/{supplier}", ("AUD-26-001", "Supplier of materials")),
        (f"outsourcing/{asked}", ("Two vials", "Contract laboratory")),
    ):
        _printout, told = made(client_of_qa, f"/quality/{path}/pdf/")
        for word in words:
            assert word in told, (path, word)


def test_the_list_of_impacts_is_printed(client_of_qa, people, live_small_batch, raised, classified):
    deviation = classified(raised(subject=subject_of("batches.batchrecord", live_small_batch.pk)))
    _printout, told = made(client_of_qa, "/quality/impacts/pdf/?state=")
    for word in ("Impacts of deviations", "IMP-NORTHLIGHT-26-0001", str(deviation), "Kwame Adler"):
        assert word.replace(" ", "") in "".join(told.split())
    _printout, none = made(client_of_qa, "/quality/impacts/pdf/?state=CONCLUDED")
    assert "None fits." in none


def test_trends_are_printed_as_they_are_shown(client_of_qa, raised, classified):
    make_room()
    classified(raised())
    raised()
    printout, told = made(client_of_qa, "/quality/pdf/?by=room&months=36")
    for words in ("Deviations by room", "36 months", "CR05", "Not classified"):
        assert words in told
    assert "None fits" not in told
    assert printout.rendition.title == "Deviations by room"
    _printout, none = made(client_of_qa, "/quality/pdf/?by=cause&months=36")
    assert "Deviations by cause" in none


def test_a_partner_prints_nothing(browse, people):
    for address in ("deviations/pdf/", "pdf/"):
        assert post(browse("pnorth"), f"/quality/{address}").status_code == 403
    assert not Printout.objects.exists()
