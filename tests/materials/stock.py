"""Materials and lots as tests need them, made by the commands that people use."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.commands.files import attach_file
from documents.models import Attachment
from documents.uploads import receive_upload
from integrity.signatures.meanings import Meaning
from materials.commands.materials import register_material
from materials.commands.orders import order_material
from materials.commands.receipt import receive_lot
from materials.commands.release import release_lot
from materials.commands.sources import approve_source
from materials.delivery import Delivery
from materials.details import Details
from materials.models import (
    ApprovedSource,
    Container,
    Lot,
    Material,
    MaterialKind,
    Order,
)
from people.commands.organisations import register_organisation
from people.models import Organisation, OrganisationKind, User
from quality.commands.agreements import draft_supplier_approval
from quality.commands.engagements import sign_engagement
from quality.models import SupplierApproval, SupplierKind
from tests.cast import FOUNDED, NOW, SETUP, with_document
from tests.signing import attested, signed

DAY = timedelta(days=1)
DONATION = "NL0027130000G12345678"


def supplier(code: str = "BIOSUP") -> Organisation:
    """A supplier that QA approved for whatever it delivers."""
    found = Organisation.objects.filter(code=code).first()
    if found is not None:
        return found
    made = unknown_supplier(code)
    approve(made)
    return made


def unknown_supplier(code: str = "NOSUP") -> Organisation:
    return register_organisation(
        code=code, name=f"{code} supplies", kind=OrganisationKind.SUPPLIER, by=SETUP, at=NOW
    )


def approve(organisation: Organisation, **more: Any) -> SupplierApproval:
    """Drafted by one person and signed by QA, on the day the facility was founded."""
    given = {
        "kind": SupplierKind.MATERIAL, "title": "Materials", "scope": "All of its list",
        "audit_evidence": "AUD-26-001", "valid_from": FOUNDED.date(), **more,
    }  # fmt: skip
    drafted = draft_supplier_approval(
        organisation=organisation, by=user("nbakker"), at=FOUNDED, **given
    )
    if drafted.needs_quality_agreement:
        with_document(drafted, user("nbakker"))
    return signed(sign_engagement, "engagement", drafted, user("mlindqvist"), FOUNDED)


def material(
    code: str = "MED-01", *, kind: MaterialKind = MaterialKind.CRITICAL_RAW, unit: str = "mL",
    by: str = "mlindqvist", **details: Any,
) -> Material:  # fmt: skip
    return register_material(
        code=code, kind=kind, unit=unit, details=Details(name=f"Material {code}", **details),
        by=user(by), at=NOW,
    )  # fmt: skip


def human(code: str = "APH-01", **details: Any) -> Material:
    return material(code, kind=MaterialKind.HUMAN_STARTING, **details)


def source(of: Material, **more: Any) -> ApprovedSource:
    given = {"supplier": supplier(), "their_code": f"S-{of.code}", "valid_from": date(2026, 1, 1)}
    return approve_source(material=of, **{**given, **more}, by=user("mlindqvist"), at=NOW)


def ordered(of: ApprovedSource, quantity: str, number: str = "PO-26-001", **more: Any) -> Order:
    return order_material(
        source=of, number=number, quantity=Decimal(quantity), by=user("mlindqvist"), at=NOW, **more
    )


def received(
    of: Material, *, each: str = "100", containers: int = 1, at: datetime = NOW,
    by: str = "jvermaat", **more: Any,
) -> Lot:  # fmt: skip
    came_from = more.pop("source", None) or of.sources.first() or source(of)
    number = more.pop("number", "")
    delivery = Delivery(
        source=came_from, containers=containers, each=Decimal(each),
        **{"supplier_lot": "SL-7", **of_human(of), **more},
    )  # fmt: skip
    return receive_lot(material=of, delivery=delivery, number=number, by=user(by), at=at)


def of_human(of: Material) -> dict[str, Any]:
    if not of.is_of_human_origin:
        return {}
    return {
        "donation_code": DONATION, "donor_code": "NLT-0059", "donor_tests": "CLEAR",
        "collected_at": NOW - timedelta(hours=20), "coldest": Decimal("3"),
        "warmest": Decimal("7"),
    }  # fmt: skip


def release(lot: Lot, at: datetime = NOW, *, by: str = "mlindqvist", **more: Any) -> Lot:
    signer = user(by)
    given = {"certificate": "CoA 4711", "assessment": "Judged." if lot.findings else "", **more}
    return release_lot(
        lot=lot, **given, by=signer, at=at, attested=attested(signer, lot, Meaning.APPROVED, at)
    )


def in_stock(of: Material, **more: Any) -> Container:
    """The first container of a released lot."""
    return release(received(of, **more)).containers.order_by("code")[0]


def certify(lot: Lot, name: str = "coa.pdf") -> Attachment:
    """The certificate as a file of the lot."""
    content = b"%PDF-1.7\n" + f"1 0 obj<</Title({lot} {name})>>endobj\n%%EOF\n".encode()
    file = receive_upload(SimpleUploadedFile(name, content, "application/pdf"))
    return attach_file(subject=lot, file=file, by=user("mlindqvist"), at=NOW)


def user(username: str) -> User:
    return User.objects.get(username=username)
