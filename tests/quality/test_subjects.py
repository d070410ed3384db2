"""Every kind of record that a deviation can be about, by the link on its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse

from batches.commands.execution import complete_step
from batches.models import BatchRecord
from cleanrooms.models import Equipment, EquipmentKind
from documents.commands.blank_forms import issue_forms
from documents.models import BlankForm
from integrity.refusals import Refused
from materials.commands.recalls import begin_recall
from materials.models import Product
from quality.models import Deviation
from quality.subjects import subject_of
from tests.cast import NOW, answers, make_room
from tests.deeds import changed, made
from tests.documents import labels, papers
from tests.materials import stock
from tests.quality.conftest import HOUR, post
from tests.quality.test_context import NEW, link_on, raised_about
from tests.quality.test_deviations import SEEN, first_step

pytestmark = pytest.mark.django_db


def device(people: Any) -> tuple[Any, str]:
    room = make_room("CR06")
    one = made(
        Equipment, code="BSC-01", name="Cabinet", kind=EquipmentKind.SAFETY_CABINET, room=room,
        serial_number="SN-77",
    )  # fmt: skip
    return one, reverse("equipment", args=[one.code])


def a_material(people: Any) -> tuple[Any, str]:
    one = stock.material("MED-09", specification="SPEC-031")
    return one, reverse("material", args=[one.code])


def a_source(people: Any) -> tuple[Any, str]:
    one = stock.source(stock.material("MED-09"))
    return one, reverse("material", args=["MED-09"])


def a_product(people: Any) -> tuple[Any, str]:
    one = Product.objects.get()
    return one, reverse("product", args=[one.code])


def a_recall(people: Any) -> tuple[Any, str]:
    lot = stock.received(stock.material("MED-09"))
    one = begin_recall(lot=lot, is_mock=True, reason="Yearly", by=people["mlindqvist"], at=NOW)
    return one, reverse("recall", args=[one.number])


def a_container(people: Any) -> tuple[Any, str]:
    one = stock.in_stock(stock.material("MED-09"))
    return one, reverse("container", args=[one.code])


def a_draft(people: Any) -> tuple[Any, str]:
    one = papers.document(people, "SOP-044")
    papers.draft(people, one)
    return one, reverse("document", args=[one.code])


def a_run(people: Any) -> tuple[Any, str]:
    about, version = labels.container(), labels.effective(people)
    one = labels.printed(people, about, version, labels.sheet(people))
    return one, reverse("label-run", args=[one.number])


def a_printer(people: Any) -> tuple[Any, str]:
    one = labels.sheet(people)
    return one, reverse("printer", args=[one.code])


def a_copy(people: Any) -> tuple[Any, str]:
    version = papers.effective(people, papers.document(people, "FRM-012", kind="FORM"))
    issue_forms(
        subject=version, copies=1, issued_to=people["jvermaat"], purpose="CART-26-001",
        by=people["kadler"], at=NOW,
    )  # fmt: skip
    one = BlankForm.objects.get()
    return one, reverse("blank-form", args=[one.number])


def a_master(people: Any) -> tuple[Any, str]:
    one = BatchRecord.objects.get().master
    return one, f"/batches/?master={one.code}"


MADE: dict[str, tuple[Callable[[Any], tuple[Any, str]], str, str]] = {
    # what it is: how it is made, the field on its page, what is kept of the field
    "equipment": (device, "Serial number", "SN-77"),
    "material": (a_material, "Specification", "SPEC-031"),
    "source": (a_source, "Validity", "for good"),
    "product": (a_product, "Legal bases", "nothing recorded"),
    "recall": (a_recall, "Took", "still running"),
    "container": (a_container, "Amount in it", "mL"),
    "document": (a_draft, "Version", "SOP-044 v1"),
    "label run": (a_run, "Account", "not accounted for 1"),
    "printer": (a_printer, "Last test print", "never tested"),
    "paper copy": (a_copy, "State", "Issued"),
    "master record": (a_master, "Status", "Effective"),
}


@pytest.mark.parametrize("what", MADE)
def test_a_deviation_is_raised_from_its_page_and_keeps_its_field(browse, people, small_batch, what):
    """The link stands on the page; what is in the field is kept with the deviation."""
    make, field, kept = MADE[what]
    record, page = make(people)
    quality = browse("mlindqvist")
    link = link_on(quality, page, f"{record._meta.label_lower}:{record.pk}")
    form = quality.get(f"{link.partition('&')[0]}&field={quote(field)}")
    assert form.status_code == 200
    deviation = raised_about(quality, link.partition("&")[0], field=field, title="Seen there")
    assert deviation.subject_field == field
    assert kept in dict(deviation.context)[field]
    shown = quality.get(f"/quality/deviations/{deviation}/").content.decode()
    assert deviation.subject_label in shown
    assert page in shown.replace("&amp;", "&")
    label = record._meta.label_lower
    assert subject_of(label, people["kadler"].pk) is None


@pytest.mark.parametrize(
    ("what", "field"),
    [("equipment", "Serial number"), ("container", "Amount in it")],
)
def test_a_field_has_a_link_of_its_own(browse, people, small_batch, what, field):
    record, page = MADE[what][0](people)
    link = link_on(browse("mlindqvist"), page, f":{record.pk}", quote(field))
    assert link.startswith(NEW)


def test_a_room_and_a_product_are_chosen_where_the_record_names_none(browse, people, small_master):
    make_room()
    operator = browse("jvermaat")
    said = {**SEEN, "room_code": "CR05", "product_code": "CART-CD19"}
    assert post(operator, NEW, **said).status_code == 302
    deviation = Deviation.objects.get()
    assert (deviation.room_code, deviation.product_code) == ("CR05", "CART-CD19")
    unknown = post(operator, NEW, **SEEN | {"room_code": "CR99"})
    assert unknown.status_code == 422
    assert "room_code" in unknown.context["form"].errors


def test_the_room_of_a_record_is_not_chosen(browse, people):
    """It is that of the record, whatever is sent."""
    device(people)
    one = Equipment.objects.get()
    link = f"{NEW}?about=cleanrooms.equipment:{one.pk}"
    operator = browse("jvermaat")
    assert "room_code" not in operator.get(link).context["form"].fields
    assert post(operator, link, **SEEN, room_code="CR05").status_code == 302
    assert Deviation.objects.get().room_code == "CR06"


def test_an_unknown_code_is_refused_by_the_command(raised):
    with pytest.raises(Refused, match="“CR99” is not there"):
        raised(subject=None, room_code="CR99")
    with pytest.raises(Refused, match="“XX” is not there"):
        raised(subject=None, product_code="XX")


def test_what_a_device_a_master_a_product_and_a_person_touch(people, small_batch, raised):
    """The batches that ran there, by it, of it or by the person at that time."""
    step = first_step(small_batch)
    room = step.operation.room
    cabinet = made(
        Equipment, code="BSC-05", name="Cabinet", kind=EquipmentKind.SAFETY_CABINET, room=room
    )
    complete_step(step=step, values=answers(step), by=people["jvermaat"], at=NOW - HOUR / 2)
    master = small_batch.master
    for kind, record in (
        ("cleanrooms.equipment", cabinet), ("batches.masterbatchrecord", master),
        ("materials.product", master.product), ("people.user", people["jvermaat"]),
    ):  # fmt: skip
        deviation = raised(subject=subject_of(kind, record.pk))
        assert [one.subject_label for one in deviation.impacts.all()] == ["CART-26-001"], kind
    nobody = raised(subject=subject_of("people.user", people["aowusu"].pk))
    assert not nobody.impacts.exists()


def test_a_procedure_touches_the_steps_done_by_it(people, small_batch, raised):
    version = papers.effective(people, papers.document(people))
    step = first_step(small_batch)
    about = subject_of("documents.documentversion", version.pk)
    complete_step(step=step, values=answers(step), by=people["jvermaat"], at=NOW - HOUR / 2)
    assert not raised(subject=about).impacts.exists()
    changed(step, procedures=["SOP-017"])
    assert [one.subject_label for one in raised(subject=about).impacts.all()] == ["CART-26-001"]


def test_a_material_its_source_and_its_recall_touch_its_lots(people, raised):
    material = stock.material("MED-09")
    source = stock.source(material)
    lot = stock.received(material, source=source)
    other = stock.received(stock.material("MED-10"), number="L26-0099")
    recall = begin_recall(lot=lot, is_mock=True, reason="x", by=people["mlindqvist"], at=NOW)
    for record in (material, source, recall):
        deviation = raised(subject=subject_of(record._meta.label_lower, record.pk))
        assert [one.subject_label for one in deviation.impacts.all()] == [lot.number]
    assert other.number == "L26-0099"
