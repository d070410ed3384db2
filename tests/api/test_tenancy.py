"""A partner sees its own sponsor's records only, by two layers, each sufficient alone."""

from __future__ import annotations

import pytest
from django.db import connections
from django.utils import timezone

from people.commands.memberships import end_membership, give_role
from people.commands.organisations import register_organisation
from people.models import Organisation, OrganisationKind, Role
from tests import cast
from tests.api import world

# Before everything else: the partner's login sees only what is committed.
pytestmark = pytest.mark.usefixtures("live_db")
NOBODYS = 32 * "0"


def bodies(ask, north):
    """Everything that Northlight's developer can read, with the ETags."""
    lists = ["batches/", "renditions/", f"renditions/?batch={north.batch_id}"]
    responses = [ask("pnorth", address) for address in [*lists, *north.addresses]]
    return [(response.status_code, response["ETag"], response.content) for response in responses]


def without_own_words(response):
    """A problem document without what names the request itself."""
    return {
        key: value
        for key, value in response.json().items()
        if key not in {"instance", "request_id"}
    }


def assert_only_own(ask, north, halden):
    """Each sponsor's developer reads its own and finds nothing of the other's."""
    for username, own, others in (("pnorth", north, halden), ("phalden", halden, north)):
        listed = ask(username, "batches/").json()["results"]
        assert [batch["id"] for batch in listed] == [own.batch_id]
        listed = ask(username, "renditions/").json()["results"]
        assert [rendition["id"] for rendition in listed] == [own.rendition_id]
        for query in ({"batch": others.batch_id}, {"number": others.batch.number}):
            assert ask(username, "renditions/", **query).json()["results"] == []
        for query in (
            {"product": others.batch.master.product.code},
            {"number": others.batch.number},
        ):
            assert ask(username, "batches/", **query).json()["results"] == []
        for address in own.addresses:
            assert ask(username, address).status_code == 200, address
        for address in others.addresses:
            assert ask(username, address).status_code == 404, address


@pytest.mark.urs("ATMP-13.01")
def test_with_both_layers(ask, north, halden):
    assert_only_own(ask, north, halden)


@pytest.mark.urs("ATMP-13.01")
def test_with_scoping_alone(ask, north, halden, without_row_security):
    assert_only_own(ask, north, halden)


@pytest.mark.urs("ATMP-13.01")
def test_with_row_security_alone(ask, north, halden, without_scoping):
    assert_only_own(ask, north, halden)


def test_with_no_layer_the_other_sponsor_shows(
    ask, north, halden, without_scoping, without_row_security
):
    """The two switches of these tests really are off: without both, the leak is seen."""
    assert len(ask("pnorth", "batches/").json()["results"]) == 2
    assert {ask("pnorth", address).status_code for address in halden.addresses} == {200}


def work_for_both(people):
    """Halden's developer works for Northlight too."""
    give_role(
        user=people["phalden"], role=Role.objects.get(code="partner"), by=cast.SETUP, at=cast.NOW,
        organisation=Organisation.objects.get(code="NORTHLIGHT"),
    )  # fmt: skip


def assert_both_for_one_only(ask, people, north, halden):
    """Somebody of two sponsors reads what both have; somebody of one still only that one's."""
    work_for_both(people)
    listed = ask("phalden", "batches/").json()["results"]
    assert {batch["id"] for batch in listed} == {north.batch_id, halden.batch_id}
    for address in (*north.addresses, *halden.addresses):
        assert ask("phalden", address).status_code == 200, address
    for address in halden.addresses:
        assert ask("pnorth", address).status_code == 404, address


@pytest.mark.urs("ATMP-13.01")
def test_two_sponsors_with_both_layers(ask, people, north, halden):
    assert_both_for_one_only(ask, people, north, halden)


@pytest.mark.urs("ATMP-13.01")
def test_two_sponsors_with_scoping_alone(ask, people, north, halden, without_row_security):
    assert_both_for_one_only(ask, people, north, halden)


@pytest.mark.urs("ATMP-13.01")
def test_two_sponsors_with_row_security_alone(ask, people, north, halden, without_scoping):
    assert_both_for_one_only(ask, people, north, halden)


@pytest.mark.urs("ATMP-13.01")
def test_with_the_role_ends_what_is_seen(ask, people, north):
    """Also while the session goes on."""
    assert len(ask("pnorth", "batches/").json()["results"]) == 1
    end_membership(
        membership=people["pnorth"].memberships.get(), reason="The contract ended", by=cast.SETUP,
        at=timezone.now(),
    )  # fmt: skip
    assert ask("pnorth", "batches/").status_code == 403


@pytest.mark.urs("ATMP-13.01")
@pytest.mark.parametrize("kind", ["HOSPITAL", "TENANT", "SUPPLIER"])
def test_people_of_other_organisations_see_what_is_theirs(ask, people, north, kind):
    """A hospital, a tenant and a supplier have no batch here, so they see none."""
    other = register_organisation(
        code=kind, name=kind, kind=OrganisationKind(kind), by=cast.SETUP, at=cast.NOW
    )
    person, physician = people["phalden"], Role.objects.get(code="physician")
    end_membership(membership=person.memberships.get(), reason="Moved", by=cast.SETUP, at=cast.NOW)
    give_role(user=person, role=physician, organisation=other, by=cast.SETUP, at=cast.NOW)
    assert ask("phalden", "batches/").json()["results"] == []
    assert {ask("phalden", address).status_code for address in north.addresses} == {404}


@pytest.mark.urs("ATMP-13.01")
def test_the_facility_sees_every_sponsor(ask, north, halden):
    assert len(ask("kadler", "batches/").json()["results"]) == 2
    assert {ask("kadler", address).status_code for address in halden.addresses} == {200}


@pytest.mark.urs("ATMP-13.01")
def test_anothers_record_is_told_apart_from_none_by_nothing(ask, north, halden):
    for address in halden.addresses:
        number = address.split("/")[1][4:]
        others, nobodys = ask("pnorth", address), ask("pnorth", address.replace(number, NOBODYS))
        assert without_own_words(others) == without_own_words(nobodys)
        differing = {"X-Request-Id", "Content-Length"}
        assert {k: v for k, v in others.items() if k not in differing} == {
            k: v for k, v in nobodys.items() if k not in differing
        }
        assert len(others.content) == len(nobodys.content)


@pytest.mark.urs("ATMP-13.01")
def test_what_others_have_changes_no_byte_of_what_a_partner_reads(ask, north, people):
    before = bodies(ask, north)
    world.halden(people)
    assert bodies(ask, north) == before


@pytest.mark.urs("ATMP-13.01")
def test_anothers_ids_lead_nowhere_in_any_place(ask, north, halden):
    """Ids and cursors harvested from the other's answers, put into every place that takes one."""
    harvest = {halden.batch_id, halden.rendition_id, halden.batch.number}
    for found in harvest:
        for address in (
            f"batches/{found}/",
            f"renditions/{found}/",
            f"batches/{found}/renditions/",
        ):
            response = ask_any(ask, address)
            assert response is None or response.status_code == 404
        for place in ("batches/", "renditions/", f"batches/{north.batch_id}/renditions/"):
            for name in ("number", "batch", "product", "cursor", "status"):
                response = ask("pnorth", place, **{name: found})
                assert response.status_code in {200, 400}
                assert "HLD" not in response.content.decode().replace(found, "")


def ask_any(ask, address):
    """Addresses that the schema does not know are left to the tests of problems."""
    kind, found = address.split("/")[:2]
    known = {"batches": "bat_", "renditions": "ren_"}[kind]
    return ask("pnorth", address) if found.startswith(known) else None


def test_queries_of_a_partners_page(ask, north, django_assert_num_queries):
    """App: session, person, roles. Partner: begin, sponsor, batches, steps, commit."""
    ask("pnorth", "batches/")
    as_partner = django_assert_num_queries(5, connection=connections["partner"])
    with django_assert_num_queries(4), as_partner:
        ask("pnorth", "batches/")
