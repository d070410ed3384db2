"""An organisation and a kind of qualification change with a reason, only as they were shown."""

from __future__ import annotations

import pytest

from integrity.models import AuditEvent
from people.commands.qualification_kinds import define_qualification
from people.models import Organisation, OrganisationKind, QualificationKind
from people.qualifications import GOWNING, QUALIFICATIONS
from tests.cast import SETUP
from tests.people.sending import send, words

pytestmark = pytest.mark.django_db
WEARS = f"/people/qualifications/{GOWNING}/"


@pytest.fixture
def halden(facility) -> Organisation:
    return Organisation.objects.get(code="HALDEN")


def page(organisation: Organisation) -> str:
    return f"/people/organisations/{organisation.pk}/"


@pytest.fixture
def gowning(people, now) -> QualificationKind:
    made = [define_qualification(**draft, by=SETUP, at=now) for draft in QUALIFICATIONS]
    return next(kind for kind in made if kind.code == GOWNING)


def test_it_works(browse, people, halden):
    client = browse("shaas")
    typed = {"name": "Halden Cell Therapies", "kind": "HOSPITAL", "version": halden.version}
    refused = send(client, page(halden), **typed, reason=" ")
    assert (refused.status_code, "Halden Cell Therapies" in words(refused)) == (422, True)
    assert send(client, page(halden), **typed, reason="Taken over").status_code == 302
    halden.refresh_from_db()
    assert (halden.name, halden.kind) == ("Halden Cell Therapies", OrganisationKind.HOSPITAL)
    event = AuditEvent.objects.get(verb="organisation.altered")
    assert (event.reason, event.details["name"]) == ("Taken over", "Halden Cell Therapies")


def test_an_organisation_changes_only_as_it_was_shown(browse, people, halden):
    client, version = browse("shaas"), halden.version
    first = {"name": "Halden Cells", "kind": halden.kind, "version": version}
    assert send(client, page(halden), **first, reason="Shorter").status_code == 302
    second = {"name": "Halden Therapies", "kind": halden.kind, "version": version}
    stale = send(client, page(halden), **second, reason="Longer")
    assert stale.status_code == 409
    assert "now “Halden Cells”, set by Silke Haas" in words(stale)
    halden.refresh_from_db()
    assert halden.name == "Halden Cells"


def test_the_facility_stays_the_facility_and_stays_one(browse, people, facility, halden):
    client = browse("shaas")
    for one, kind in (
        (facility, "SPONSOR"),
        (halden, "FACILITY"),
    ):
        typed = {"name": one.name, "kind": kind, "version": one.version}
        refused = send(client, page(one), **typed, reason="Wrong kind")
        assert (refused.status_code, "is never changed" in words(refused)) == (422, True)
        one.refresh_from_db()
        assert one.kind != kind


def test_a_kind_of_qualification_changes_for_those_recorded_later(browse, people, gowning):
    client = browse("shaas")
    typed = {"title": "Gowning, A/B", "months": "6", "warning_days": "14"}
    long = {**typed, "months": "121", "version": gowning.version}
    refused = send(client, WEARS, **long, reason="SOP-017 v4")
    assert (refused.status_code, "cannot hold for 121 months" in words(refused)) == (422, True)
    good = {**typed, "version": gowning.version}
    assert send(client, WEARS, **good, reason="SOP-017 v4").status_code == 302
    stale = send(client, WEARS, **{**good, "months": "9"}, reason="Longer")
    assert (stale.status_code, "You entered “9”" in words(stale)) == (409, True)
    gowning.refresh_from_db()
    assert (gowning.title, gowning.months, gowning.warning_days) == ("Gowning, A/B", 6, 14)
    assert AuditEvent.objects.get(verb="qualification.altered").reason == "SOP-017 v4"


def test_who_may_not_manage_people_alters_neither(browse, people, halden, gowning):
    client = browse("jvermaat")
    typed = {"name": "Mine", "kind": "SPONSOR", "version": halden.version}
    assert send(client, page(halden), **typed, reason="Mine").status_code == 403
    kind = {"title": "Mine", "months": "1", "warning_days": "1", "version": gowning.version}
    assert send(client, WEARS, **kind, reason="Mine").status_code == 403
    assert client.get(f"/people/organisations/{halden.pk}x/").status_code == 404


def test_a_role_that_was_ended_meanwhile_is_not_ended_otherwise(browse, people, facility):
    """Of two who end a role at once, the second is shown what the first one said."""
    client = browse("shaas")
    held = people["jvermaat"].memberships.get()
    path, version = f"/people/end/role/{held.pk}/", held.version
    later = {"until": "2027-01-31T12:00", "version": version}
    assert send(client, path, **later, reason="End of January").status_code == 302
    sooner = send(client, path, until="", version=version, reason="Now")
    assert sooner.status_code == 409
    assert "set by Silke Haas" in words(sooner)
