"""The demo's stock and papers, as the people of the demo read them on their pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F, Q, Sum
from django.test import Client

from batches.models import BatchParameter
from cgtlims.demo.facility import load_facility
from documents.matrix import Standing, matrix
from documents.models import Attachment, Document, DocumentVersion
from materials.models import (
    Container,
    Edge,
    Hold,
    Issue,
    Lot,
    LotKind,
    Material,
    Movement,
    Order,
    Recall,
    Reservation,
)
from materials.queries import below_level
from people.models import User
from quality.models import Capa, ChangeControl, Deviation

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOON = timedelta(days=30)
pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client):
    load_facility("one-long-phrase-for-tests", NOW, lambda part: None)

    def read(address: str, user: str = "mlindqvist") -> str:
        client.force_login(User.objects.get(username=user))
        answer = Client.get(client, address)
        assert answer.status_code == 200
        return answer.text

    return read


def test_what_the_issue_asks_is_there(pages):
    """One load for all: counted as people would find it."""
    _counts()
    _every_state_of_a_lot()
    _the_ledger_is_the_stock()
    _the_batch_took_what_its_record_names()
    _training_stands_in_every_way()
    _deviations_are_about_what_people_work_with()
    _as_pages_show_it(pages)


def _counts() -> None:
    found = (Material.objects.count(), Lot.objects.count(), Deviation.objects.count())
    assert found == (60, 151, 22)  # seven deviations were opened by excursions
    assert Document.objects.filter(kind="SOP").exclude(retired_at__isnull=False).count() >= 25
    assert Lot.objects.get(kind=LotKind.MASTER_BANK).containers.count() == 240
    assert Lot.objects.get(kind=LotKind.WORKING_BANK).containers.count() == 120
    assert Attachment.objects.filter(caption__startswith="Read-out").count() == 1
    states = set(DocumentVersion.objects.values_list("state", flat=True))
    assert states == {"DRAFT", "IN_REVIEW", "APPROVED", "EFFECTIVE", "SUPERSEDED", "RETIRED"}
    assert DocumentVersion.objects.filter(file__isnull=False).count() == 1


def _deviations_are_about_what_people_work_with() -> None:
    """From raised to closed, with a CAPA or the reason for none; each kept what stood there."""
    assert set(Deviation.objects.values_list("state", flat=True)) == {
        "RAISED", "INVESTIGATING", "INVESTIGATED", "CLOSED",
    }  # fmt: skip
    kinds = {
        one.rpartition(".")[2] for one in Deviation.objects.values_list("subject_kind", flat=True)
    }
    assert kinds == {
        "room", "equipment", "lot", "container", "batchstep", "documentversion", "excursion",
    }  # fmt: skip
    dense = Deviation.objects.get(subject_field="Viable cell density")
    assert dense.product_code == "CART-CD19"
    assert [one.subject_label for one in dense.impacts.all()] == ["CART-26-001"]
    for one in Deviation.objects.filter(state="CLOSED"):
        assert bool(one.no_capa_reason) != one.actions.exists(), one.number
    states = sorted(Capa.objects.values_list("state", flat=True))
    assert states == ["CLOSED", "DONE", "DONE", "EFFECTIVE", "OPEN", "OPEN"]
    changes = ChangeControl.objects.values_list("state", flat=True)
    assert sorted(changes) == ["APPROVED", "CLOSED", "PROPOSED"]


def _every_state_of_a_lot() -> None:
    lots = Lot.objects.annotate(left=Sum("containers__remaining"))
    released = lots.filter(status="RELEASED")
    for named, found in {
        "quarantine": lots.filter(status="QUARANTINE"),
        "rejected": lots.filter(status="REJECTED"),
        "expired": released.filter(expires_at__lt=NOW, left__gt=0),
        "ends soon": released.filter(expires_at__range=(NOW, NOW + SOON), left__gt=0),
        "retest due": released.filter(retest_at__lt=NOW),
        "used up": released.filter(left=0),
        "partly used": released.filter(left__gt=0, left__lt=F("quantity")),
        "donor tests pending": lots.filter(donor_tests="PENDING"),
        "opened": Container.objects.filter(opened_until__gt=NOW, remaining__gt=0),
        "open too long": Container.objects.filter(opened_until__lt=NOW, remaining__gt=0),
        "thawed": Container.objects.filter(thawed_until__gt=NOW, remaining__gt=0),
        "reserved": Reservation.objects.filter(ended_at__isnull=True),
        "handed out": Issue.objects.filter(outstanding__gt=0),
        "order, nothing came": Order.objects.filter(closed_at__isnull=True, lots__isnull=True),
        "order, some came": Order.objects.filter(closed_at__isnull=True, lots__isnull=False),
        "order, closed": Order.objects.filter(closed_at__isnull=False),
        "order, closed by hand": Order.objects.exclude(closed_reason=""),
        "held": Hold.objects.standing(),
        "lifted": Hold.objects.exclude(lifted_at=None),
        "recall that runs": Recall.objects.filter(ended_at__isnull=True),
        "recall, signed": Recall.objects.filter(ended_at__isnull=False),
    }.items():
        assert found.exists(), named
    assert below_level(NOW)


def _the_ledger_is_the_stock() -> None:
    sums = Container.objects.annotate(sum=Sum("movements__change"))
    assert not sums.exclude(remaining=F("sum")).exists()
    assert Edge.objects.count() > 1000


def _the_batch_took_what_its_record_names() -> None:
    """Each lot that a step of the first batch names is there, and something went into it."""
    named = BatchParameter.objects.filter(
        Q(name__startswith="Lot of"), step__operation__batch__number="CART-26-001"
    ).values_list("entry__raw", flat=True)
    for number in set(named):
        lot = Lot.objects.get(Q(number=number) | Q(supplier_lot=number))
        went = Movement.objects.filter(container__lot=lot, purpose="CART-26-001")
        assert went.exists(), number
        assert set(went.values_list("subject_type", flat=True)) == {"batches.batchrecord"}


def _training_stands_in_every_way() -> None:
    cells = [cell.standing for _user, row in matrix(NOW).rows for cell in row]
    assert set(cells) == set(Standing)
    assert cells.count(Standing.TRAINED) > cells.count(Standing.TO_DO)


def _as_pages_show_it(pages) -> None:
    assert "150" in pages("/stock/")
    assert "SOP-017" in pages("/documents/training/")
    recall = pages("/stock/recalls/1/")
    assert "CART-26-001" in recall
    assert "NLT-0059" in recall
    step = "/batches/CART-26-002/steps/3.1/"
    assert "The training of Ama Owusu on SOP-018 v1 ended on" in pages(step, "aowusu")
    assert "on SOP-018 v1 ended on" not in pages(step, "jvermaat")
    held = pages("/stock/lots/CART-ENG-03/")
    assert "HLD-0001" in held
