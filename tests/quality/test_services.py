"""An agreement states its service, product, rooms and days; work outside of it is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from batches.models import BatchRecord
from people.models import Organisation
from quality.gates.agreements import agreement_blockers
from quality.models import Agreement, Service
from tests.cast import NOW, make_agreement, make_room
from tests.deeds import changed
from tests.quality.conftest import post
from tests.quality.test_agreements import NEW_BATCH

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHO = "Northlight Therapeutics"


@pytest.fixture
def north(people, small_master) -> Agreement:
    make_room()
    return Agreement.objects.get(organisation__code="NORTHLIGHT")


@pytest.mark.urs("FAC-03")
def test_a_batch_within_the_agreement_is_made(browse, north):
    changed(north, product_codes=["CART-CD19"], room_codes=["CR05"])
    assert post(browse("kadler"), "/batches/new/", **NEW_BATCH).status_code == 302
    assert BatchRecord.objects.get().number == "CART-26-001"


@pytest.mark.urs("FAC-03")
@pytest.mark.parametrize(
    ("agreed", "said", "clears"),
    [
        (
            {"services": [Service.DEVELOPMENT]},
            f"No agreement with {WHO} covers contract manufacturing.",
            "An agreement for this service is drafted and signed by QA.",
        ),
        (
            {"valid_until": timezone.localdate() - DAY},
            f"with {WHO} for contract manufacturing is “Expired”.",
            "A new version of it is signed by QA.",
        ),
        (
            {"product_codes": ["CART-BCMA"]},
            f"No agreement with {WHO} for contract manufacturing covers CART-CD19.",
            "A new version that names it is signed by QA.",
        ),
        (
            {"room_codes": ["CR04"]},
            f"No agreement with {WHO} for contract manufacturing covers CART-CD19, CR05.",
            "A new version that names it is signed by QA.",
        ),
    ],
)
def test_work_outside_is_refused_with_the_reason(browse, north, agreed, said, clears):
    """Another service, past, another product, another room: on the page of a new batch."""
    changed(north, **agreed)
    answer = post(browse("kadler"), "/batches/new/", **NEW_BATCH)
    assert answer.status_code in {409, 422}
    told = answer.content.decode()
    assert said in told
    assert clears in told
    assert not BatchRecord.objects.exists()


def test_a_room_is_rented_within_an_agreement_for_rental(people):
    """Rooms are booked by nothing yet: whatever books them asks this gate."""
    halden = Organisation.objects.get(code="HALDEN")

    def said(at: Any = NOW, room: str = "CR05") -> list[str]:
        found = agreement_blockers(halden, service=Service.RENTAL, at=at, room=room)
        return [str(one.message) for one in found]

    assert said() == ["No agreement with Halden Bio covers rental."]
    make_agreement(
        people, "HALDEN", services=[Service.RENTAL], room_codes=["CR05"],
        valid_until=NOW.date() + DAY,
    )  # fmt: skip
    assert said() == []
    assert said(room="CR06") == ["No agreement with Halden Bio for rental covers CR06."]
    (past,) = said(at=NOW + 2 * DAY)
    assert "with Halden Bio for rental is “Expired”." in past
