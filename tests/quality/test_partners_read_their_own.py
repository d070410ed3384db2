"""One sponsor never reads what a deviation means for another's records."""

from __future__ import annotations

import pytest

from batches.commands.execution import complete_step
from batches.models import BatchRecord
from documents.commands.files import attach_file
from documents.uploads.receiving import receive
from people.models import Organisation
from quality.commands.capa import open_capa
from quality.commands.impacts import assess_impact
from quality.commands.printouts import request_printout
from quality.models import Deviation, Impact, Printout
from tests.api.world import halden_master
from tests.cast import NOW, answers, make_batch
from tests.documents.bad_files import picture
from tests.quality.conftest import HOUR, post
from tests.quality.test_deviations import first_step

pytestmark = pytest.mark.django_db
NORTH, HALDEN = "CART-26-001", "HLD-26-001"


@pytest.fixture
def touching(people, small_master, raised, classified) -> Deviation:
    """In a room that batches of two sponsors use."""
    for master, number in ((small_master, NORTH), (halden_master(people), HALDEN)):
        step = first_step(make_batch(people, master, number))
        complete_step(step=step, values=answers(step), by=people["jvermaat"], at=NOW - HOUR)
    return classified(raised(title="Pressure, told inside", description="Inside words"))


def test_the_facility_reads_all(browse, touching):
    page = browse("mlindqvist").get("/quality/impacts/?state=").content.decode()
    assert NORTH in page
    assert HALDEN in page
    assert Impact.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "own", "others"), [("pnorth", NORTH, HALDEN), ("phalden", HALDEN, NORTH)]
)
def test_in_list_page_search_and_count(browse, touching, concluded, who, own, others):
    concluded(touching)
    client = browse(who)
    listed = client.get("/quality/impacts/")
    assert own in listed.content.decode()
    assert listed.context["page"].paginator.count == 1
    mine, theirs = (Impact.objects.get(subject_label=label) for label in (own, others))
    page = client.get(f"/quality/impacts/{mine.pk}/")
    told = page.content.decode()
    assert "The room had too low a pressure." in told
    assert f"Nothing was open then. {own}" in told
    assert client.get(f"/quality/impacts/{theirs.pk}/").status_code == 404
    found = client.get("/search/", {"q": mine.number})
    assert found["Location"] == f"/quality/impacts/{mine.pk}/"
    for address in (
        "/quality/impacts/", f"/quality/impacts/{mine.pk}/", "/", "/search/?q=DEV",
        "/notifications/",
    ):  # fmt: skip
        told = client.get(address).content.decode()
        for secret in (str(theirs.pk), "told inside", "Inside words", "worn", str(touching)):
            assert secret not in told
        assert others not in told
    for words in (others, str(touching), theirs.number, "DEV-26"):
        nothing = client.get("/search/", {"q": words})
        assert nothing.status_code == 200
        assert str(theirs.pk) not in nothing.content.decode()
    for address in ("deviations/", f"deviations/{touching}/", "capa/", "complaints/"):
        assert client.get(f"/quality/{address}").status_code == 403


@pytest.mark.parametrize("who", ["pnorth", "phalden"])
def test_not_over_trail_files_pdf_or_what_is_raised(browse, people, touching, concluded, who):
    """Every other way to a deviation, a CAPA or another sponsor's impact."""
    concluded(touching)
    capa = open_capa(
        title="New belt", description="Inside words", kind="CORRECTIVE", owner=people["kadler"],
        due_on=NOW.date(), criterion="Runs", check_on=NOW.date(), deviation=touching,
        by=people["mlindqvist"], at=NOW,
    )  # fmt: skip
    client = browse(who)
    mine = Impact.objects.visible_to(people[who]).get()
    theirs = Impact.objects.exclude(pk=mine.pk).get()
    for kind, key in (
        ("quality.impact", mine.pk), ("quality.impact", theirs.pk),
        ("quality.deviation", touching.pk), ("quality.capa", capa.pk),
    ):  # fmt: skip
        assert client.get(f"/trail/record/{kind}/{key}/").status_code == 403
        assert client.get(f"/documents/files/{kind}/{key}/").status_code == 404
        assert client.get(f"/documents/files/{kind}/{key}/latest/").status_code == 404
        raising = client.get(f"/quality/deviations/new/?about={kind}:{key}")
        assert raising.status_code in {403, 404}
    seen = receive("seen.png", picture())
    attached = attach_file(subject=touching, file=seen, by=people["kadler"], at=NOW)
    assert client.get(f"/documents/files/{attached.pk}/").status_code == 404
    assert client.get("/trail/", {"words": "DEV"}).status_code == 403
    for path in (
        f"deviations/{touching}/pdf/", "deviations/pdf/", "pdf/", f"capa/{capa}/pdf/",
        f"impacts/{theirs.pk}/assess/", f"impacts/{theirs.pk}/conclude/",
        f"impacts/{mine.pk}/assess/", f"impacts/{mine.pk}/conclude/",
    ):  # fmt: skip
        assert post(client, f"/quality/{path}").status_code in {403, 404, 422}
    assert not Printout.objects.exists()
    made = request_printout(
        kind="deviations", number=touching.number, filters={}, by=people["mlindqvist"], at=NOW
    )
    assert client.get(f"/quality/printouts/{made.pk}/").status_code == 403
    assert client.get(f"/quality/printouts/{made.pk}/file/").status_code == 403


def test_no_address_of_the_api_knows_of_it(browse, people, touching):
    """Deviations have no address there; what a batch says of itself does not name them."""
    listed = browse("pnorth").get("/api/v1/batches/").content.decode()
    for secret in (str(touching), "told inside", str(touching.pk)):
        assert secret not in listed
    for address in ("deviations/", f"deviations/{touching.pk}/", "impacts/", "capa/"):
        assert browse("pnorth").get(f"/api/v1/{address}").status_code == 404


def test_an_assessment_is_told_when_it_is_signed(browse, people, touching):
    mine = Impact.objects.get(subject_label=NORTH)
    assess_impact(
        impact=mine, conclusion="NOT_ACCEPTABLE", assessment="A first thought",
        by=people["mlindqvist"], at=NOW,
    )  # fmt: skip
    page = f"/quality/impacts/{mine.pk}/"
    for address in (page, "/quality/impacts/"):
        told = browse("pnorth").get(address).content.decode()
        assert "A first thought" not in told
        assert "not acceptable" not in told
    assert "A first thought" in browse("mlindqvist").get(page).content.decode()


def test_a_batch_of_a_sponsor_has_that_sponsor(touching):
    sponsors = {one.subject_label: one.sponsor for one in Impact.objects.select_related("sponsor")}
    assert sponsors == {
        label: BatchRecord.objects.get(number=label).sponsor for label in (NORTH, HALDEN)
    }
    assert Organisation.objects.get(code="NORTHLIGHT") == sponsors[NORTH]
