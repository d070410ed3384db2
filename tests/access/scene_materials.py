"""Materials and stock: a facility's medium, a donor's cells, a product's bag of Northlight's."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from integrity.signatures.content import content_hash
from materials.commands.holds import place_hold
from materials.commands.recalls import begin_recall
from materials.commands.reservations import reserve_container
from materials.commands.stock import issue_material
from materials.models import Product
from people.models import Organisation, User
from tests import cast
from tests.materials import stock
from tests.passwords import PASSWORD

WHY = {"reason": "As agreed"}
OF_MATERIAL = (
    "material", "material-alter", "source-new", "material-keep", "lot-receive",
)  # fmt: skip
OF_LOT = (
    "lot", "lot-release", "lot-reject", "lot-genealogy", "lot-recall", "recall-new",
    "lot-deed/hold",
)  # fmt: skip
FOR = {"purpose": "CART-26-001", "quantity": "1"}


class Materials:
    """All lots that are asked for belong to Northlight, so that its partner sees them."""

    def __init__(self, people: dict[str, User]) -> None:
        by = {"by": people["jvermaat"], "at": cast.NOW}
        self.sponsor = Organisation.objects.get(code="NORTHLIGHT")
        self.material = stock.material(retest_months=24)
        self.source = stock.source(self.material)
        self.order = stock.ordered(self.source, "500")
        self.cells = stock.human()
        self.waiting = stock.received(self.cells, owner=self.sponsor, donor_tests="PENDING")
        self.bare = stock.received(self.material, owner=self.sponsor)
        released = stock.received(self.material, owner=self.sponsor)
        self.container = stock.release(released).containers.get()
        self.issue = issue_material(
            container=self.container, quantity=Decimal(10), purpose="CART-26-001", **by
        )
        self.reservation = reserve_container(
            container=self.container, quantity=Decimal(5), purpose="CART-26-002", **by
        )
        self.hold = place_hold(on=self.waiting, reason="Late courier", **by)
        qa = {"by": people["mlindqvist"], "at": cast.NOW}
        self.recall = begin_recall(lot=self.bare, is_mock=True, reason="Exercise", **qa)
        self.product = Product.objects.get(code="CART-CD19")

    @property
    def places(self) -> dict[str, dict[str, object]]:
        lot: dict[str, object] = {"number": self.bare.number}
        of: dict[str, object] = {"code": self.material.code}
        container: dict[str, object] = {"code": self.container.code}
        deeds = (
            "issue", "use", "take-off", "count", "reserve", "open", "thaw", "place",
            "split", "make", "hold",
        )  # fmt: skip
        return {
            **{name: {"code": self.product.code} for name in ("product", "product-alter")},
            **dict.fromkeys(OF_MATERIAL, of),
            "source-withdraw": {"pk": self.source.pk},
            **{name: {"pk": self.order.pk} for name in ("order", "order-close")},
            **dict.fromkeys(OF_LOT, lot),
            "lot-deed/retest": {"number": self.container.lot.number},
            "lot-deed/donor-tests": {"number": self.waiting.number},
            "container": container,
            **{f"container-deed/{deed}": container for deed in deeds},
            "issue-account": {"pk": self.issue.pk},
            "reservation-end": {"pk": self.reservation.pk},
            "hold": {"number": self.hold.number},
            "hold-lift": {"number": self.hold.number},
            "recall": {"number": self.recall.number},
            "recall-end": {"number": self.recall.number},
        }  # fmt: skip

    @property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        later = (timezone.now() + timedelta(days=90)).date().isoformat()
        sent: dict[str, dict[str, Any]] = {
            "product-new": {
                "code": "TIL-01", "name": "TIL", "sponsor": self.sponsor.pk, "kind": "SCTMP",
                "is_autologous": "yes",
            },
            "product-alter": {
                "name": "CAR-T", "kind": "GTMP", "version": self.product.version, **WHY,
            },
            "material-new": {"code": "NEW-1", "name": "New", "kind": "REAGENT", "unit": "mL"},
            "material-alter": {"name": "Medium", "version": self.material.version, **WHY},
            "source-new": {
                "supplier": self.source.supplier.pk, "their_code": "X-1",
                "valid_from": "2026-01-01",
            },
            "source-withdraw": WHY,
            "order-new": {"number": "PO-26-9", "product": "own", f"line-{self.source.pk}": "10"},
            "order-close": WHY,
            "material-keep": FOR,
            "lot-receive": {
                "source": self.source.pk, "supplier_lot": "SL-9", "containers": "1",
                "each": "10", "is_damaged": "no", "owner": "own",
            },
            "lot-release": {**signing(self.bare), "certificate": "CoA", "assessment": "Fine"},
            "lot-reject": {**signing(self.bare), **WHY},
            "lot-deed/retest": {"retest_on": later, "certificate": "CoA 2", **WHY},
            "lot-deed/donor-tests": {"donor_tests": "CLEAR", **WHY},
            "lot-deed/hold": WHY,
            "container-deed/issue": FOR,
            "container-deed/use": FOR,
            "container-deed/reserve": FOR,
            "container-deed/take-off": {"kind": "SAMPLED", "quantity": "1", **WHY},
            "container-deed/count": {"counted": "80", **WHY},
            "container-deed/place": {"place": "Freezer 2"},
            "container-deed/split": {"containers": "2", "each": "1"},
            "container-deed/make": {
                "quantity": "1", "how": "DERIVED", "of": f"material:{self.material.pk}",
                "kind": "MADE", "unit": "mL", "containers": "1", "each": "1",
            },
            "container-deed/hold": WHY,
            "issue-account": {"kind": "USED", "quantity": "1"},
            "donor-hold": {"donor_code": "NLT-0059", **WHY},
            "hold-lift": {**signing(self.hold), **WHY},
            "recall-new": {"kind": "mock", **WHY},
            "recall-end": {**signing(self.recall), "conclusion": "Complete"},
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}


def signing(about: Any) -> dict[str, Any]:
    """The caller signs what is shown."""
    return {"shown": content_hash(about), "who": "as-{caller}", "secret": PASSWORD}
