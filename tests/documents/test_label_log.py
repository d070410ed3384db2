"""Labels of every kind of record, who reads them, where they are found, and the log of reprints."""

from __future__ import annotations

import pytest
from django.test import Client

from cleanrooms.commands.equipment import register_equipment
from cleanrooms.equipment_details import EquipmentDetails
from cleanrooms.models import EquipmentKind
from documents.models import LabelRun, Printer
from tests import cast
from tests.documents import labels
from tests.documents.test_blank_forms import form_of
from tests.documents.test_document_pages import text
from tests.documents.test_label_pages import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(people):
    def client(username: str) -> Client:
        found = Client()
        found.force_login(people[username])
        return found

    return client


def test_a_label_is_reprinted_with_a_reason_and_both_stand_in_the_log(people, as_):
    vial, version, on = labels.container(), labels.effective(people), labels.sheet(people)
    run = labels.printed(people, vial, version, on, copies=2)
    labels.work_off()
    operator, first, second = as_("jvermaat"), *run.labels.all()
    again = f"/documents/labels/{first.number}/reprint/"
    said = {"printer": on.pk, "first_place": 1}
    assert post(operator, again, reason="", **said).status_code == 422
    assert LabelRun.objects.count() == 1
    made = post(operator, again, reason="=Torn off", **said)
    reprint = LabelRun.objects.get(number=run.number + 1).labels.get()
    assert made.url == f"/documents/labels/runs/{reprint.run.number}/"
    assert (reprint.first, reprint.data) == (first, first.data)
    post(operator, f"/documents/labels/runs/{run.number}/account/", labels=second.number,
         outcome="VOID", reason="Smeared")  # fmt: skip
    log = text(operator.get("/documents/labels/log/"))
    assert f"Reprint of {first} =Torn off" in log
    assert "Void Smeared" in log
    for asked, there, not_there in (
        ("?what=void", "Smeared", "Torn off"), ("?what=reprint", "Torn off", "Smeared"),
        (f"?words={vial.code}", "Torn off", "No label fits"), ("?words=XX-9", "No label", "Torn"),
    ):  # fmt: skip
        found = text(operator.get(f"/documents/labels/log/{asked}"))
        assert there in found
        assert not_there not in found
    file = operator.get("/documents/labels/log/?csv=1&what=reprint")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    head, line = file.content.decode("utf-8-sig").split("\r\n")[:2]
    assert head.startswith("label,run,of,template,what,first,reason,who,at_utc")
    assert line.startswith(f"{reprint},{reprint.run},{vial.code},{version},reprint,{first},'=Torn")


def test_labels_are_read_by_who_reads_materials_and_not_by_who_administers(people, as_):
    vial = labels.container()
    labels.printed(people, vial, labels.effective(people), labels.sheet(people))
    labels.work_off()
    pages = (
        "/documents/labels/", "/documents/labels/log/", "/documents/labels/runs/1/",
        "/documents/labels/runs/1/sheet/", f"/documents/labels/of/materials.container/{vial.pk}/",
    )  # fmt: skip
    for page in pages:
        for username, status in (("shaas", 403), ("pnorth", 403), ("kadler", 200)):
            assert as_(username).get(page).status_code == status, (page, username)


def test_rooms_and_equipment_get_labels(people, as_):
    room = cast.make_room("CR05")
    details = EquipmentDetails(
        name="Incubator 1", kind=EquipmentKind.INCUBATOR, room=room, serial_number="4711"
    )
    device = register_equipment(code="INC-01", details=details, by=people["nbakker"], at=cast.NOW)
    operator = as_("jvermaat")
    for kind, record, says in (
        ("cleanrooms.room", room, "# {code}\n{name}\n{suite} {grade}"),
        ("cleanrooms.equipment", device, "# {code}\n{name} {serial_number}\n{room}"),
    ):
        code = f"LBL-{record._meta.model_name.upper()}"
        version = labels.effective(
            people, code, kind=kind, text=says, symbol="DATAMATRIX", says="{code}"
        )
        of = f"/documents/labels/of/{kind}/{record.pk}/"
        assert f'href="{of}"' in operator.get(record_page(record)).content.decode()
        on = Printer.objects.first() or labels.sheet(people)
        asked = post(operator, f"{of}print/", label=version.pk, printer=on.pk, copies=1,
                     first_place=1)  # fmt: skip
        assert asked.status_code == 302
        label = LabelRun.objects.get(subject_type=kind).labels.get()
        assert (label.data, label.values["name"]) == (record.code, record.name)


def record_page(record) -> str:
    if record._meta.model_name == "room":
        return f"/board/rooms/{record.code}/"
    return f"/board/equipment/item/{record.code}/"


def test_runs_labels_printers_and_copies_are_found_by_their_codes(people, as_):
    vial, on = labels.container(), labels.sheet(people)
    run = labels.printed(people, vial, labels.effective(people), on)
    label = run.labels.get()
    operator, administrator = as_("jvermaat"), as_("shaas")
    here = f"/documents/labels/runs/{run.number}/"
    assert operator.get(f"/search/?q={run}")["Location"] == here
    assert operator.get(f"/search/?q={str(label).lower()}")["Location"] == here
    assert operator.get("/search/?q=sheet-1")["Location"] == "/documents/printers/SHEET-1/"
    hidden = administrator.get(f"/search/?q={run}")
    assert (hidden.status_code, here in hidden.content.decode()) == (200, False)
    lead, version = as_("kadler"), form_of(people)
    issue = f"/documents/forms/issue/documents.documentversion/{version.pk}/"
    post(lead, issue, issued_to=people["jvermaat"].pk, purpose="CART-26-001", copies=1)
    found = lead.get("/search/?q=frm-012-v1-0001")
    assert found["Location"] == "/documents/forms/copy/FRM-012-v1-0001/"
