"""A change names records until it is closed, and they name it; its closing is signed."""

from __future__ import annotations

import pytest

from integrity.models import Signature
from quality.commands.changes import (
    approve_change,
    assess_change,
    implement_change,
    propose_change,
)
from quality.models import Area, ChangeControl
from tests.cast import NOW
from tests.deeds import changed
from tests.documents import papers
from tests.quality.conftest import post, sign_shown
from tests.signing import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(people) -> ChangeControl:
    change = propose_change(
        title="New fan", description="Another type", why="Less noise", areas=[Area.ROOMS],
        owner=people["kadler"], due_on=NOW.date(), by=people["kadler"], at=NOW,
    )  # fmt: skip
    assess_change(change=change, area=Area.ROOMS, assessment="Fits", by=people["nbakker"], at=NOW)
    return signed(approve_change, "change", change, people["mlindqvist"], NOW)


def made(people, change: ChangeControl, by: str = "kadler") -> ChangeControl:
    return implement_change(change=change, implementation="WO-8", by=people[by], at=NOW)


def name(browse, change: ChangeControl, **typed: str):
    change.refresh_from_db()
    page = f"/quality/changes/{change}/link/"
    return post(browse("kadler"), page, version=change.version, **typed)


@pytest.mark.parametrize("is_made", [False, True])
def test_after_its_approval_it_names_a_record_with_the_reason(
    browse, people, small_batch, approved, is_made
):
    """The approval stands: what was approved did not change."""
    if is_made:
        made(people, approved)
    refused = name(browse, approved, record="CART-26-001", reason="")
    assert refused.status_code == 422
    assert "A reason is needed." in refused.content.decode()
    assert not approved.links.exists()
    named = name(browse, approved, record="CART-26-001", reason="It runs in the room")
    assert named.status_code == 302
    (link,) = approved.links.all()
    assert (link.is_later, link.reason, link.linked_by) == (
        True, "It runs in the room", people["kadler"],
    )  # fmt: skip
    assert [one.is_void for one in Signature.objects.of(approved)] == [False]
    page = browse("kadler").get(f"/quality/changes/{approved}/").content.decode()
    assert "It runs in the room" in page


def test_its_closing_is_signed_with_how_it_was_made(browse, people, small_batch, approved):
    made(people, approved)
    assert name(browse, approved, record="CART-26-001", reason="Late").status_code == 302
    own = f"/quality/changes/{approved}/"
    assert sign_shown(browse("mlindqvist"), own, f"{own}close/").status_code == 302
    approved.refresh_from_db()
    assert approved.state == "CLOSED"
    signed_there = approved.closing.signed_content()["made"]
    assert signed_there["implementation"] == "WO-8"
    assert signed_there["links"] == [{"label": "CART-26-001", "reason": "Late"}]
    assert [one.is_void for one in approved.signatures] == [False, False]
    page = browse("mlindqvist").get(own).content.decode()
    assert page.count("Approved by <b>Mara Lindqvist</b>") == 2
    refused = name(browse, approved, record="CR05", reason="x")
    assert refused.status_code in {409, 422}


def test_who_made_it_does_not_close_it(browse, people, approved):
    made(people, approved, by="mlindqvist")
    own = f"/quality/changes/{approved}/"
    quality = browse("mlindqvist")
    assert "“Approved by” must be another person." in quality.get(own).content.decode()
    answer = sign_shown(quality, own, f"{own}close/")
    assert answer.status_code == 409
    assert "Performed by Mara Lindqvist." in answer.content.decode()
    approved.refresh_from_db()
    assert approved.state == "IMPLEMENTED"


def test_what_is_not_made_is_not_closed(browse, people, approved):
    own = f"/quality/changes/{approved}/"
    about = made(people, approved)
    shown = browse("mlindqvist").get(own).context["signing"]
    known = {key: str(shown[key].value()) for key in ("command_id", "shown")}
    changed(about, state="APPROVED", implemented_at=None, implemented_by=None)
    answer = browse("mlindqvist").post(
        f"{own}close/", {**known, "who": "mlindqvist", "secret": "x"}
    )
    assert answer.status_code in {409, 422}
    about.refresh_from_db()
    assert about.state == "APPROVED"


def test_a_document_and_a_master_name_the_changes_that_name_them(
    browse, people, small_master, approved
):
    version = papers.effective(people, papers.document(people))
    for record in (str(version), str(small_master)):
        assert name(browse, approved, record=record, reason="Told there").status_code == 302
    pages = {
        "/documents/SOP-017/": f"documents.documentversion/{version.pk}",
        f"/batches/?master={small_master.code}": f"batches.masterbatchrecord/{small_master.pk}",
    }
    for page, of in pages.items():
        part = f"/quality/of/{of}/"
        reader = browse("kadler")
        assert part in reader.get(page).content.decode()
        assert approved.number in reader.get(part).content.decode()
        assert browse("pnorth").get(part).status_code == 403
    outside = browse("pnorth").get(f"/batches/?master={small_master.code}").content.decode()
    assert "/quality/of/" not in outside
