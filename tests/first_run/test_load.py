"""A facility out of files: shown first, then exactly that, or nothing."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest

from cgtlims.first_run.commands import load_facility
from cgtlims.first_run.models import FacilityLoad, LoadedFile
from cgtlims.first_run.outcome import Action, NotLoaded
from cleanrooms.models import Equipment, Room, RoomState
from documents.models import DocumentVersion, VersionState
from integrity.models import AuditEvent
from integrity.refusals import NotPermitted
from materials.models import Container, Lot, LotStatus, Material
from people.models import Membership, Organisation, User
from quality.models import EngagementState, SupplierApproval
from tests.first_run import facility

EVERYTHING = (Room, Equipment, Material, Lot, Container, Organisation, User, AuditEvent)


def counts() -> list[int]:
    return [model.objects.count() for model in EVERYTHING]


def test_a_dry_run_shows_all_and_leaves_nothing(people):
    before = counts()
    outcome = facility.shown(facility.OF_PEOPLE, people["shaas"])
    assert facility.told(outcome) == []
    assert [(part.subject.name, part.counts) for part in outcome.parts] == [
        ("organisations", [(Action.NEW, 1)]),
        ("people", [(Action.NEW, 2)]),
        ("roles", [(Action.NEW, 2)]),
    ]
    assert counts() == before


def test_people_enter_without_a_password_and_with_their_roles(people, load):
    done = load(facility.OF_PEOPLE, "shaas")
    anna = User.objects.get(username="avisser")
    assert (anna.display_name, anna.email) == ("Anna Visser", "a.visser@example.org")
    assert not anna.has_usable_password()
    assert anna.must_change_password
    held = Membership.objects.get(user=anna)
    assert (held.role.code, held.valid_until.date().isoformat()) == ("operator", "2027-12-31")
    assert (done.made, done.changed, done.same) == (5, 0, 0)


def test_rows_enter_with_no_standing_that_a_person_signs_for(people, whole):
    lot = Lot.objects.get(number="L25-0310")
    assert lot.status == LotStatus.QUARANTINE
    assert lot.note == "Released on 2025-04-02 by M. Lind, record R-118"
    assert lot.quantity == Decimal("950.50")
    version = DocumentVersion.objects.get(document__code="SOP-117")
    assert (version.number, version.state) == (4, VersionState.DRAFT)
    assert version.change_reason.startswith("Taken over as version 4, effective elsewhere since")
    assert version.text == "# Gowning\n\nWash hands."
    assert SupplierApproval.objects.get().state == EngagementState.DRAFT
    assert Room.objects.get(code="CR21").state == RoomState.OUT_OF_SERVICE


def test_values_are_kept_as_they_are_written(people, whole):
    assert Equipment.objects.get().serial_number == "=SN-1"
    assert str(Material.objects.get(code="MED-21").coldest) == "2.0"
    opened = Container.objects.get(code="L25-0310-01")
    assert (str(opened.remaining), opened.place) == ("450.50", "Fridge 3")
    assert opened.opened_at.isoformat() == "2026-11-01T08:30:00+00:00"
    assert (opened.opened_until - opened.opened_at).total_seconds() == 72 * 3600
    assert Container.objects.get(code="L25-0310-02").opened_at is None


def test_every_row_is_an_event_within_the_load_which_names_its_files(people, whole):
    event = AuditEvent.objects.filter(verb="facility.loaded").latest("seq")
    load = FacilityLoad.objects.latest("loaded_at", "id")
    assert [one["name"] for one in event.details["files"]] == [
        "rooms.csv", "neighbours.csv", "equipment.csv", "zones.csv", "sites.csv", "materials.csv",
        "suppliers.csv", "sources.csv", "documents.csv", "stock.yaml", "SOP-117.txt",
    ]  # fmt: skip
    assert LoadedFile.objects.filter(load=load, file__isnull=False).count() == 11
    within = AuditEvent.objects.filter(body__contains=str(event.command_id))
    verbs = set(within.values_list("verb", flat=True))
    assert {"room.registered", "equipment.registered", "lot.taken_over"} <= verbs


def test_a_file_with_people_is_known_by_its_hash_and_not_kept(people, load):
    done = load(facility.OF_PEOPLE, "shaas")
    kept = {one.name: one.file is not None for one in done.files.all()}
    assert kept == {"organisations.csv": True, "people.csv": False, "roles.csv": True}


@pytest.mark.parametrize(
    ("files", "who"), [(facility.OF_PEOPLE, "shaas"), (facility.OF_GMP, "nbakker")]
)
def test_the_same_files_again_change_nothing(people, whole, files, who):
    outcome = facility.shown(files, people[who])
    assert facility.told(outcome) == []
    assert {line.action for line in outcome.lines} == {Action.SAME}
    with pytest.raises(NotLoaded) as refused:
        attempt(files, outcome.digest, people[who])
    assert refused.value.blockers[0].code == "NOTHING_NEW"


def attempt(files, digest, by):
    return load_facility.once(
        uuid.uuid4(), upload=facility.upload(files), shown=digest, reason="First run", by=by,
        at=facility.AT,
    )  # fmt: skip


def test_a_difference_is_shown_with_both_values_and_has_its_reason(people, whole):
    files = {"rooms.csv": facility.ROOMS.replace("CLEANROOM,C,0", "CLEANROOM,B,0")}
    outcome = facility.shown(files, people["nbakker"])
    (line,) = [one for one in outcome.lines if one.action == Action.CHANGED]
    assert [(one.column, one.old, one.new) for one in line.differences] == [("grade", "C", "B")]
    whole(files, "nbakker")
    event = AuditEvent.objects.filter(verb="room.altered").latest("seq")
    assert event.reason == "Loaded from rooms.csv, line 2: First run"
    assert Room.objects.get(code="CR21").grade == "B"


def test_a_column_that_is_not_there_stays_and_an_empty_cell_empties(people, whole):
    files = {
        "materials.csv": "code,name,kind,unit,warmest\nMED-21,T cell medium,CRITICAL_RAW,mL,\n"
    }
    whole(files, "nbakker")
    medium = Material.objects.get(code="MED-21")
    assert (medium.open_hours, medium.coldest, medium.warmest) == (72, Decimal("2.0"), None)


def test_a_new_text_of_a_draft_is_a_difference(people, whole):
    files = {"documents.csv": facility.DOCUMENTS, "SOP-117.txt": "# Gowning\n\nWash twice.\n"}
    outcome = facility.shown(files, people["nbakker"])
    assert [one.column for one in outcome.lines[0].differences] == ["file"]
    whole(files, "nbakker")
    assert DocumentVersion.objects.get().text.endswith("Wash twice.")


def test_what_changed_since_it_was_shown_is_not_loaded(people, whole):
    files = {"rooms.csv": facility.ROOMS.replace("CLEANROOM,C,0", "CLEANROOM,B,0")}
    outcome = facility.shown(files, people["nbakker"])
    whole({"rooms.csv": facility.ROOMS.replace("CLEANROOM,C,0", "CLEANROOM,D,0")}, "nbakker")
    before = counts()
    with pytest.raises(NotLoaded) as refused:
        attempt(files, outcome.digest, people["nbakker"])
    assert refused.value.status == 409
    assert refused.value.outcome.lines[0].differences[0].old == "D"
    assert counts() == before


def test_a_last_row_that_fails_leaves_nothing_of_those_before(people, load):
    load(facility.OF_PEOPLE, "shaas")
    wrong = facility.STOCK.replace("quantity: 500", "quantity: -1")
    before = counts()
    files = {**facility.OF_GMP, "stock.yaml": wrong}
    outcome = facility.shown(files, people["nbakker"])
    assert outcome.does == 13
    (fault,) = outcome.faults
    assert (fault.file, fault.line, fault.column) == ("stock.yaml", 21, "quantity")
    with pytest.raises(NotLoaded) as refused:
        attempt(files, outcome.digest, people["nbakker"])
    assert refused.value.status == 422
    assert counts() == before


def test_a_file_gives_nobody_a_power_that_they_do_not_have(people):
    outcome = facility.shown(facility.OF_PEOPLE, people["nbakker"])
    assert {fault.file for fault in outcome.faults} == {
        "organisations.csv", "people.csv", "roles.csv",
    }  # fmt: skip
    assert {fault.code for fault in outcome.faults} == {"NOT_PERMITTED"}
    with pytest.raises(NotPermitted):
        facility.shown(facility.OF_PEOPLE, people["jvermaat"])


def test_who_takes_a_lot_over_is_not_who_releases_it(people, whole):
    lot = Lot.objects.get(number="L25-0310")
    assert [deed.actor_id for deed in lot.deeds()] == [people["nbakker"].pk]
