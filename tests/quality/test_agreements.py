"""Work for others is done within a signed agreement that is in force."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from batches.models import BatchRecord
from integrity.models import Signature
from integrity.refusals import NotPermitted, Refused
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from people.models import Organisation, User
from quality.commands.agreements import draft_agreement
from quality.commands.engagements import end_engagement, sign_engagement
from quality.gates.agreements import agreement_blockers
from quality.models import Agreement, Service, Standing
from tests.cast import FOUNDED, NOW, make_agreement, make_room, with_document
from tests.passwords import PASSWORD
from tests.signing import attested, signed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def post(client: Client, path: str, **typed: Any) -> Any:
    return client.post(path, {"command_id": str(uuid.uuid4()), **typed})


def codes(organisation: Organisation, service: Service, at=NOW, **asked: str) -> list[str]:
    return [one.code for one in agreement_blockers(organisation, service=service, at=at, **asked)]


@pytest.fixture
def north(people) -> Agreement:
    """The agreement of the cast."""
    return Agreement.objects.get(organisation__code="NORTHLIGHT")


def version(people, north: Agreement, **other: Any) -> Agreement:
    given = {
        "organisation": north.organisation, "title": north.title, "scope": north.scope,
        "services": [Service.MANUFACTURING], "quality_agreement": "QAG-NORTHLIGHT v2",
        "quality_from": FOUNDED.date(),
        "valid_from": NOW.date(), "replaces": north, "by": people["nbakker"], "at": NOW,
    }  # fmt: skip
    return draft_agreement(**given | other)


def signed_by_qa(people, drafted: Agreement, at=NOW) -> Agreement:
    with_document(drafted, people["nbakker"], at)
    return signed(sign_engagement, "engagement", drafted, people["mlindqvist"], at)


NEW_BATCH = {
    "number": "CART-26-001", "patient_code": "NLT-0059", "chain_of_identity": "COI-2H8R-09E1",
    "room-1": "CR05", "room-2": "CR05",
}  # fmt: skip


@pytest.mark.urs("FAC-03")
@pytest.mark.urs("ATMP-13.02")
def test_a_batch_for_a_sponsor_needs_an_agreement_for_manufacturing(browse, small_master, people):
    """Through the pages: ended it is refused; drafted and signed anew it is made."""
    make_room()
    former = Agreement.objects.get(organisation__code="NORTHLIGHT")
    quality = browse("mlindqvist")
    left = {"reason": "The contract is terminated", "version": former.version}
    assert post(quality, f"/quality/agreements/{former}/end/", **left).status_code == 302

    lead = browse("kadler")
    answer = post(lead, "/batches/new/", **NEW_BATCH)
    assert answer.status_code == 409
    assert "for contract manufacturing is “Ended”" in answer.content.decode()
    assert not BatchRecord.objects.exists()

    manager = browse("nbakker")
    drafted = {
        "organisation": former.organisation_id, "title": "Development only",
        "services": ["DEVELOPMENT"], "scope": "Vector", "quality_agreement": "QAG-2",
        "quality_from": "2026-01-01", "valid_from": "2026-01-01",
    }  # fmt: skip
    sign_last(manager, browse, drafted)
    answer = post(browse("kadler"), "/batches/new/", **NEW_BATCH)
    assert answer.status_code == 409
    assert "for contract manufacturing is “Ended”" in answer.content.decode()
    assert not BatchRecord.objects.exists()

    sign_last(browse("nbakker"), browse, {**drafted, "services": ["MANUFACTURING"]})
    assert post(browse("kadler"), "/batches/new/", **NEW_BATCH).status_code == 302
    assert BatchRecord.objects.get().number == "CART-26-001"


def sign_last(manager: Client, browse, drafted: dict[str, Any]) -> None:
    """Drafts an agreement and signs it, both on their pages."""
    assert post(manager, "/quality/agreements/new/", **drafted).status_code == 302
    last = with_document(Agreement.objects.latest("number"), User.objects.get(username="nbakker"))
    answer = post(
        browse("mlindqvist"), f"/quality/agreements/{last}/sign/", who="mlindqvist",
        secret=PASSWORD, shown=content_hash(last),
    )  # fmt: skip
    assert answer.status_code == 302
    last.refresh_from_db()
    assert last.state == "SIGNED"


def test_it_works(people, north, facility):
    halden = Organisation.objects.get(code="HALDEN")
    assert codes(north.organisation, Service.MANUFACTURING) == []
    assert codes(north.organisation, Service.RENTAL) == ["NO_AGREEMENT"]
    assert codes(facility, Service.RENTAL) == []
    assert codes(halden, Service.MANUFACTURING, at=FOUNDED - DAY) == ["NO_AGREEMENT"]
    assert north.number == "AGR-26-0001"


def test_its_first_and_last_day_are_within(people, north):
    last = date(2026, 11, 4)
    second = version(people, north, valid_from=date(2026, 11, 3), valid_until=last)
    second = signed_by_qa(people, second)
    north.refresh_from_db()
    found = {
        day: codes(north.organisation, Service.MANUFACTURING, at=NOW + day * DAY)
        for day in (0, 1, 2, 3)
    }
    assert found == {0: [], 1: [], 2: [], 3: ["AGREEMENT_NOT_IN_FORCE"]}
    assert [second.standing(NOW + day * DAY) for day in (0, 1, 3)] == [
        Standing.NOT_YET, Standing.IN_FORCE, Standing.EXPIRED,
    ]  # fmt: skip
    assert north.standing(NOW) == Standing.IN_FORCE
    assert north.standing(NOW + DAY) == Standing.SUPERSEDED


def test_it_covers_the_products_and_rooms_that_it_names(people, north):
    end_engagement(engagement=north, reason="Replaced", by=people["mlindqvist"], at=NOW)
    make_agreement(people, "NORTHLIGHT", product_codes=["CART-CD19"], room_codes=["CR05"])
    ask = {"organisation": north.organisation, "service": Service.MANUFACTURING, "at": NOW}
    assert codes(**ask, product="CART-CD19", room="CR05") == []
    assert codes(**ask, product="CART-BCMA") == ["OUT_OF_SCOPE"]
    assert codes(**ask, room="CR04") == ["OUT_OF_SCOPE"]


def test_a_draft_counts_for_nothing_and_its_writer_does_not_sign_it(people, north):
    halden = Organisation.objects.get(code="HALDEN")
    drafted = draft_agreement(
        organisation=halden, title="Rental", services=[Service.RENTAL], scope="CR01",
        quality_agreement="QAG-9", quality_from=NOW.date(), valid_from=NOW.date(),
        by=people["mlindqvist"], at=NOW,
    )  # fmt: skip
    assert codes(halden, Service.RENTAL) == ["NO_AGREEMENT"]
    with pytest.raises(Refused, match="must be another person"):
        signed_by_qa(people, drafted)
    with pytest.raises(NotPermitted):
        known = attested(people["nbakker"], drafted, Meaning.APPROVED, NOW)
        sign_engagement(engagement=drafted, by=people["nbakker"], at=NOW, attested=known)
    assert not Signature.objects.of(drafted).exists()


def test_two_new_versions_of_one_do_not_both_count(people, north):
    first, second = version(people, north), version(people, north)
    signed_by_qa(people, first)
    with pytest.raises(Refused, match="was replaced already"):
        signed_by_qa(people, second)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"services": []}, "NO_SERVICE", "services"),
        ({"valid_until": NOW.date() - DAY}, "ENDS_TOO_EARLY", "valid_until"),
        ({"title": " "}, "REQUIRED", "title"),
        ({"scope": ""}, "REQUIRED", "scope"),
        ({"quality_agreement": ""}, "REQUIRED", "quality_agreement"),
        ({"quality_from": None}, "REQUIRED", "quality_from"),
        ({"quality_until": FOUNDED.date() - DAY}, "ENDS_TOO_EARLY", "quality_until"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(people, north, wrong, code, field):
    with pytest.raises(Refused) as refused:
        version(people, north, **wrong)
    assert [(one.code, one.field) for one in refused.value.blockers] == [(code, field)]
    assert Agreement.objects.count() == 2


def test_a_new_version_is_for_the_same_organisation_and_none_for_ourselves(people, north, facility):
    for other, code in ((Organisation.objects.get(code="HALDEN"), "ANOTHER_ORGANISATION"),):
        with pytest.raises(Refused) as refused:
            version(people, north, organisation=other)
        assert [one.code for one in refused.value.blockers] == [code]
    with pytest.raises(Refused, match="the facility itself"):
        version(people, north, organisation=facility, replaces=None)


def test_a_partner_reads_none_of_them(browse, north):
    client = browse("pnorth")
    assert client.get("/quality/agreements/").status_code == 403
    assert client.get(f"/quality/agreements/{north}/").status_code == 403
