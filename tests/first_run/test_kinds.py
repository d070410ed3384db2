"""Every kind of row, in either way of writing it; the templates; lots of products."""

from __future__ import annotations

import pytest

from cgtlims.first_run.outcome import Action
from cgtlims.first_run.subjects import ALL
from cgtlims.first_run.templates import csv_template, yaml_template
from cleanrooms.models import Equipment, Grade, Room
from documents.models import DocumentVersion
from documents.store import UPLOADS, read
from materials.commands.products import register_product
from materials.models import AtmpKind, Lot, LotStatus, Material
from people.models import Membership, Organisation, User
from quality.models import EngagementState, SupplierApproval
from tests import cast
from tests.cast import SETUP
from tests.documents import papers
from tests.documents.bad_files import PDF
from tests.first_run import facility
from tests.first_run.test_load import attempt, counts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ending", ["csv", "yaml"])
def test_every_kind_is_loaded_from_csv_and_from_yaml(people, ending):
    """The same facility, written in either way: what stands here afterwards is the same."""
    files = facility.written_as(ending)
    for who, names in (("shaas", facility.PERSONAL), ("nbakker", facility.OTHERS)):
        chosen = {name: text for name, text in files.items() if name.partition(".")[0] in names}
        outcome = facility.shown(chosen, people[who])
        assert facility.told(outcome) == []
        attempt(chosen, outcome.digest, people[who])
    assert User.objects.get(username="avisser").email == "a.visser@example.org"
    assert Membership.objects.get(user__username="bmol").role.code == "qc-analyst"
    assert Room.objects.get(code="CR22").name == "Open, handling"
    device = Equipment.objects.get()
    assert (device.name, device.serial_number, device.room.code) == (
        "CO₂ incubator", "=SN-1", "CR21",
    )  # fmt: skip
    medium = Material.objects.get(code="MED-21")
    assert (medium.needs_certificate, str(medium.warmest)) == (True, "8.0")
    assert not Material.objects.get(code="VIAL-21").needs_certificate
    approval, source = SupplierApproval.objects.get(), medium.sources.get()
    assert (approval.state, source.their_code) == (EngagementState.DRAFT, "LR-1")
    version = DocumentVersion.objects.get(document__code="SOP-117")
    assert (version.number, version.text) == (4, "# Gowning\n\nWash hands.")
    paper = DocumentVersion.objects.get(document__code="SOP-118")
    assert (paper.file.name, paper.text) == ("SOP-118.pdf", "")
    assert read(paper.file.sha256, UPLOADS) == PDF
    lot = Lot.objects.get(number="L25-0310")
    assert (str(lot.coldest), str(lot.warmest), lot.findings) == ("1.5", "6.0", ["TOO_COLD"])
    opened, thawed = lot.containers.order_by("code")
    assert (str(opened.remaining), thawed.opened_at) == ("450.50", None)
    assert (thawed.thawed_until - thawed.thawed_at).total_seconds() == 24 * 3600
    assert thawed.thawed_by == people["nbakker"]
    again = facility.shown(files, all_of(people["nbakker"]))
    assert facility.told(again) == []
    assert {line.action for line in again.lines} == {Action.SAME}


def test_a_product_lot_is_taken_over_in_the_unit_that_is_said(people, whole):
    register_product(
        code="CART-21", name="CAR-T cells", sponsor=Organisation.objects.get(code="NORTHLIGHT"),
        is_autologous=True, by=SETUP, at=facility.AT, kind=AtmpKind.GTMP,
    )  # fmt: skip
    row = "P25-1,CART-21,{vial},MADE,P25-1-01,3\n"
    files = {"stock.csv": f"lot,product,unit,kind,container,quantity\n{row}"}
    whole(files, "nbakker")
    lot = Lot.objects.get(number="P25-1")
    assert (lot.product.code, lot.material, lot.unit, lot.status) == (
        "CART-21", None, "{vial}", LotStatus.QUARANTINE,
    )  # fmt: skip
    assert lot.containers.get().remaining == 3


@pytest.mark.parametrize(("row", "column", "why"), [
    (",,mL,MADE", "material", "A lot is of one material, or of one product."),
    ("MED-21,CART-21,,MADE", "material", "A lot is of one material, or of one product."),
    (",CART-21,mL,RECEIVED", "kind", "A product is made, not received."),
    (",CART-21,,MADE", "unit", "The unit of its quantities is needed."),
    ("MED-21,,L,MADE", "unit", "MED-21 is measured in mL."),
])  # fmt: skip
def test_a_lot_of_nothing_of_both_or_in_another_unit_is_refused(people, whole, row, column, why):
    register_product(
        code="CART-21", name="CAR-T cells", sponsor=Organisation.objects.get(code="NORTHLIGHT"),
        is_autologous=True, by=SETUP, at=facility.AT, kind=AtmpKind.GTMP,
    )  # fmt: skip
    head = "lot,material,product,unit,kind,container,quantity"
    before = counts()
    outcome = facility.shown({"stock.csv": f"{head}\nX1,{row},X1-1,3\n"}, people["nbakker"])
    (fault,) = outcome.faults
    assert (fault.line, fault.column, fault.message) == (2, column, why)
    assert counts() == before


def test_every_template_loads_as_it_is(people):
    """One by one the CSV files together, and the YAML file of all, with the PDF that they name.

    The airlock that the example of neighbours names is there already.
    """
    cast.make_room("AL03", Grade.D)
    by, paper = all_of(people["nbakker"]), {"SOP-017.pdf": PDF}
    sheets = {f"{one.name}.csv": csv_template(one) for one in ALL}
    for files in ({**sheets, **paper}, {"first-run.yaml": yaml_template(), **paper}):
        outcome = facility.shown(files, by)
        assert facility.told(outcome) == []
        assert {line.action for line in outcome.lines} == {Action.NEW}
        assert {line.subject for line in outcome.lines} == {one.name for one in ALL}


def all_of(user: User) -> User:
    """The same person with every role that some of the rows need."""
    for role in ("system-administrator", "qa-reviewer"):
        papers.give(user, role)
    return User.objects.get(pk=user.pk)
