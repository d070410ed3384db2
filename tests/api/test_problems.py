"""Every error under /api/ is a problem document that says what is wrong and what to do."""

from __future__ import annotations

import re
from base64 import b64encode

import pytest
from django.db import connections
from django.test import Client
from django.utils.translation import gettext_lazy as _

from batches.api import batch_views
from cgtlims.api.problem_types import PROBLEM_TYPES
from integrity.refusals import Blocker, Overrule, Refused
from people.models import Role, User
from tests import cast
from tests.api import contract
from tests.deeds import changed

NOTHING = "bat_" + 32 * "0"


def assert_problem(response, status, name):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    document = response.json()
    contract.check({"$ref": "#/components/schemas/Problem"}, document)
    assert document["type"] == f"/api/problems/{name}"
    assert document["status"] == status
    assert document["request_id"] == response["X-Request-Id"]
    return document


def basic(username: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{username}:{password}".encode()).decode()}


def asked(client, template, **more):
    """By its first method; its address and that method too."""
    method = next(iter(contract.schema()["paths"][template]))
    address = template.replace("{id}", "ren_" + 32 * "0" if "rend" in template[:18] else NOTHING)
    return address, method, getattr(client, method)(address, **more)


@pytest.mark.urs("P11-10d")
@pytest.mark.django_db
def test_without_sign_in_every_address_is_401_and_no_redirect(client):
    for template in contract.schema()["paths"]:
        address, method, response = asked(client, template)
        assert_problem(response, 401, "not-signed-in")
        contract.hold(address, response, method)
        assert response["WWW-Authenticate"] == 'Basic realm="CGT-LIMS"'


@pytest.mark.urs("P11-10d")
def test_name_and_password_open_it(client, people, small_batch):
    response = client.get("/api/v1/batches/", headers=basic("KAdler", cast.PASSWORD))
    assert response.status_code == 200
    assert [batch["number"] for batch in response.json()["results"]] == ["CART-26-001"]
    assert "Set-Cookie" not in response


@pytest.mark.urs("P11-10d")
def test_wrong_credentials_are_refused(client, people):
    changed(people["aowusu"], is_active=False)
    for headers in (
        basic("kadler", "wrong"),
        basic("nobody", cast.PASSWORD),
        basic("aowusu", cast.PASSWORD),
        basic("kad\x00ler", cast.PASSWORD),
        basic("kadler", "a\x00b"),
        {"Authorization": "Basic"},
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic a b"},
        {"Authorization": "Bearer lims_live_1"},
    ):
        response = client.get("/api/v1/batches/", headers=headers)
        assert_problem(response, 401, "not-signed-in")


@pytest.mark.urs("P11-10d")
def test_without_the_permission_it_is_403_and_names_it(client, people):
    changed(Role.objects.get(code="partner"), permissions=[])
    client.force_login(people["pnorth"])
    needed = {
        **dict.fromkeys(("environmental-counts", "channels", "ingests"), "read what is monitored"),
        **dict.fromkeys(("bookings", "room-calendar"), "read bookings of rooms"),
        "readings": "add readings of sensors",
    }
    for template in contract.schema()["paths"]:
        _address, _method, answer = asked(client, template)
        document = assert_problem(answer, 403, "not-permitted")
        assert document["errors"][0]["code"] == "NOT_PERMITTED"
        assert needed.get(template.split("/")[3], "read batches") in document["detail"]


def test_a_thing_that_is_not_there(ask, small_batch):
    document = assert_problem(ask("kadler", f"batches/{NOTHING}/"), 404, "not-found")
    assert document["instance"] == f"/api/v1/batches/{NOTHING}/"


@pytest.mark.parametrize(
    "address",
    [
        "/api/", "/api/v2/", "/api/v1/", "/api/v1/samples/", "/api/v1/batches/1/",
        "/api/v1/batches/BAT_00000000000000000000000000000000/", "/api/v1/batches/%F0%9F%A7%AC/",
        "/api/problems/nonsense", "/api/v1/batches/../../etc/passwd",
    ],
)  # fmt: skip
def test_an_unknown_address_needs_no_database(client, address):
    document = assert_problem(client.get(address), 404, "not-found")
    assert document["instance"].startswith("/api/")
    assert document["instance"].isascii()


def test_an_unknown_address_may_be_posted_to(client):
    strict = Client(enforce_csrf_checks=True)
    assert_problem(strict.post("/api/v1/nothing/", {"a": "b"}), 404, "not-found")


def test_a_missing_last_slash_is_named(client):
    document = assert_problem(client.get("/api/v1/batches"), 404, "not-found")
    assert document["detail"] == "Addresses end with a slash: /api/v1/batches/"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.django_db
def test_writing_is_not_allowed(people, method):
    response = Client().generic(
        method, "/api/v1/batches/", b"{}", "application/json",
        headers=basic("kadler", cast.PASSWORD),
    )  # fmt: skip
    assert_problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD"


def test_a_media_type_that_is_not_offered(ask, small_batch):
    response = ask("kadler", "batches/", headers={"Accept": "text/csv"})
    assert_problem(response, 406, "not-acceptable")


def test_too_many_parameters(ask, small_batch):
    response = ask("kadler", "batches/?" + "a=1&" * 1001)
    assert_problem(response, 400, "invalid-request")


@pytest.mark.parametrize("template", contract.schema()["paths"])
def test_a_host_that_is_not_ours(client, template):
    """Nobody is signed in and no database is asked: the host is looked at before all else."""
    address, method, response = asked(client, template, headers={"Host": "elsewhere.example"})
    document = assert_problem(response, 400, "invalid-request")
    contract.hold(address, response, method)
    (error,) = document["errors"]
    assert (error["pointer"], error["code"]) == ("#/header/Host", "unknown_host")
    assert "elsewhere.example" not in str(document)
    assert response["Cache-Control"] == "private, no-cache"


def test_a_refusal_gives_its_reasons(ask, small_batch, monkeypatch):
    blockers = [
        Blocker(
            "ROOM_NOT_CLEAN", _("Room CR05 is not clean."), clears=_("Clean it."),
            overrule=Overrule.SUPERVISOR_AND_SECOND_PERSON, about="CR05",
        ),
        Blocker("NUMBER_USED", _("The number was used before."), field="number"),
    ]  # fmt: skip

    def refused(*anything):
        raise Refused(blockers[:count])

    monkeypatch.setattr(batch_views, "batches_out", refused)
    count = 1
    client = Client()
    client.force_login(User.objects.get(username="kadler"))
    document = assert_problem(client.get("/api/v1/batches/"), 409, "refused")
    assert document["errors"] == [
        {
            "code": "ROOM_NOT_CLEAN",
            "detail": "Room CR05 is not clean.",
            "clears": "Clean it.",
            "overrule": "SUPERVISOR_AND_SECOND_PERSON",
            "about": "CR05",
        }
    ]
    blockers.pop(0)
    document = assert_problem(client.get("/api/v1/batches/"), 422, "invalid-values")
    assert document["errors"][0]["pointer"] == "#/number"


def test_a_fault_of_ours_tells_nothing_of_the_inside(ask, small_batch, monkeypatch, caplog):
    def broken(*anything):
        raise ZeroDivisionError("the secret inside")

    monkeypatch.setattr(batch_views, "batches_out", broken)
    document = assert_problem(ask("kadler", "batches/"), 500, "server-error")
    assert "secret" not in str(document)
    assert document["request_id"] in caplog.text
    assert "the secret inside" in caplog.text


def test_a_failure_while_rendering_is_a_problem_too(ask, small_batch, monkeypatch, caplog):
    monkeypatch.setattr(batch_views, "batches_out", lambda *anything: {1: object()})
    assert_problem(ask("kadler", "batches/"), 500, "server-error")


@pytest.mark.parametrize("alias", ["default", "partner"])
def test_a_dead_database(live_db, people, ask, monkeypatch, caplog, alias):
    """Its socket leads nowhere; the app's for everyone, the partner's for a partner."""
    people["pnorth"].refresh_from_db()
    ask("pnorth", "batches/")
    connections[alias].close()
    monkeypatch.setitem(connections[alias].settings_dict, "HOST", "/nonexistent")
    assert_problem(ask("pnorth", "batches/"), 503, "unavailable")
    assert ask("pnorth", "batches/")["Retry-After"] == "10"


def test_request_ids_are_ours_and_differ(ask, small_batch):
    first = ask("kadler", "batches/", headers={"X-Request-Id": "mine"})["X-Request-Id"]
    second = ask("kadler", "batches/")["X-Request-Id"]
    assert re.fullmatch("req_[0-9a-f]{32}", first)
    assert first != second


def test_answers_are_private(ask, small_batch):
    response = ask("kadler", "batches/")
    assert response["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie", "Accept"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("name", PROBLEM_TYPES)
def test_each_type_leads_to_a_page_that_explains_it(client, name):
    kind = PROBLEM_TYPES[name]
    response = client.get(kind.uri)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    page = response.content.decode()
    assert str(kind.status) in page
    assert re.search(rf"<h1[^>]*>{re.escape(str(kind.title))}</h1>", page)


@pytest.mark.django_db
def test_head_is_get_without_the_body(people):
    client = Client()
    client.force_login(people["kadler"])
    got, head = client.get("/api/v1/batches/"), client.head("/api/v1/batches/")
    assert head.status_code == 200
    assert head["ETag"] == got["ETag"]
    assert head.content == b""
