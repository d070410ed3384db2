"""What regulations ask of people and devices, through the pages and the API that people use."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from batches.commands.execution import complete_step
from batches.models import BatchStep, Entry
from integrity.actors import ServiceActor
from integrity.models import AuditEvent
from integrity.refusals import NotPermitted
from people.models import User
from people.permissions import Permission
from tests.cast import PASSWORD, answers
from tests.deeds import made

pytestmark = pytest.mark.django_db
WRITES = ("post", "put", "patch", "delete")


def person(**typed: str) -> dict[str, str]:
    given = {
        "username": "jvermaat2", "display_name": "Joris Vermaat", "email": "",
        "password": PASSWORD, "command_id": str(uuid.uuid4()),
    }  # fmt: skip
    return {**given, **typed}


@pytest.mark.urs("P11-100")
def test_a_user_name_is_never_given_again_also_when_its_account_is_closed(browse):
    client = browse("shaas")
    reason = {"reason": "Left the company", "command_id": str(uuid.uuid4())}
    assert client.post("/people/accounts/jvermaat/close/", reason).status_code == 302
    assert not User.objects.get(username="jvermaat").is_active
    for again in ("jvermaat", "JVermaat", " jvermaat "):
        answer = client.post("/people/new/", person(username=again))
        assert answer.status_code == 422
        assert "was used before" in answer.content.decode()
        assert "Joris Vermaat" in answer.content.decode()
    assert client.post("/people/new/", person()).status_code == 302
    assert User.objects.filter(display_name="Joris Vermaat").count() == 2


@pytest.mark.urs("P11-10d")
def test_without_sign_in_there_is_nothing_to_see(client, browse, people):
    """401 under the API, the sign-in page everywhere else; nothing is told before."""
    for path in ("/api/v1/batches/", "/api/v1/renditions/"):
        answer = client.get(path)
        assert (answer.status_code, answer["WWW-Authenticate"][:5]) == (401, "Basic")
    for path in ("/", "/batches/", "/people/", "/people/accounts/jvermaat/", "/account/pin/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={path}")
        assert client.post(path).status_code == 302
    signed_in = browse("shaas")
    assert signed_in.get("/people/").status_code == 200
    assert signed_in.get("/api/v1/batches/").status_code == 403


@pytest.mark.urs("P11-10d")
def test_a_closed_account_is_as_good_as_none(browse, people):
    client, boss = browse("jvermaat"), Client()
    assert client.get("/").status_code == 200
    boss.force_login(people["shaas"])
    boss.post(
        "/people/accounts/jvermaat/close/", {"reason": "Left", "command_id": str(uuid.uuid4())}
    )
    assert client.get("/").status_code == 302
    assert client.get("/api/v1/batches/").status_code == 401


@pytest.mark.urs("P11-10g")
@pytest.mark.parametrize(
    ("path", "may", "may_not"),
    [
        ("/people/", "mlindqvist", "jvermaat"),
        ("/people/new/", "shaas", "mlindqvist"),
        ("/people/accounts/aowusu/give-role/", "shaas", "nbakker"),
        ("/people/roles/new/", "shaas", "mlindqvist"),
        ("/people/tablets/new/", "shaas", "mlindqvist"),
        ("/account/delegate/", "kadler", "jvermaat"),
        ("/batches/new/", "kadler", "shaas"),
    ],
)
def test_a_page_is_for_who_has_the_permission(people, path, may, may_not):
    for username, status in ((may, 200), (may_not, 403)):
        client = Client()
        client.force_login(people[username])
        answer = client.get(path)
        assert answer.status_code == status
        assert ("the permission" in answer.content.decode()) is (status == 403)


@pytest.mark.urs("P11-10g")
def test_what_is_not_permitted_changes_nothing(browse):
    answer = browse("mlindqvist").post("/people/new/", person())
    assert answer.status_code == 403
    assert not User.objects.filter(username="jvermaat2").exists()
    event = AuditEvent.objects.get(verb="permission.refused")
    assert (event.actor_name, event.details["asked"]) == ("Mara Lindqvist", "POST /people/new/")


@pytest.mark.urs("ANX22-1")
@pytest.mark.parametrize(
    "permission", [one for one in Permission if one.needs_person], ids=lambda one: one.name
)
def test_no_machine_can_ever_hold_what_needs_a_person(permission):
    with pytest.raises(ValueError, match="is no person"):
        ServiceActor("Model for colony counts", frozenset({permission}))


@pytest.mark.urs("ANX22-1")
def test_a_machine_may_hold_the_rest_and_a_person_all(people):
    judging = {
        Permission.RECORD_RESULT, Permission.VERIFY_STEP, Permission.EXECUTE_STEP,
        Permission.APPROVE_MASTER,
    }  # fmt: skip
    assert judging <= {one for one in Permission if one.needs_person}
    helper = ServiceActor("Model for colony counts", frozenset({Permission.VIEW_RESULTS}))
    assert helper.may(Permission.VIEW_RESULTS)
    assert not any(helper.may(permission) for permission in judging)
    assert people["trieger"].may(Permission.RECORD_RESULT)


@pytest.mark.urs("ANX22-1")
def test_what_a_machine_tries_is_refused_and_written_down(people, small_batch, now):
    helper = ServiceActor("Model for colony counts", frozenset({Permission.VIEW_BATCHES}))
    step = BatchStep.objects.filter(operation__batch=small_batch).earliest("position")
    given = {"step": step, "values": answers(step), "at": now}
    with pytest.raises(NotPermitted):
        complete_step(**given, by=helper)
    event = AuditEvent.objects.get(verb="permission.refused")
    assert (event.actor_name, event.subject_id) == (helper.display_name, "batches.execute_step")
    assert not Entry.objects.exists()
    assert complete_step(**given, by=people["jvermaat"]).performed_by == people["jvermaat"]


@pytest.mark.urs("ANX22-1")
def test_the_api_judges_nothing_at_all(browse):
    """Not even for a person who may: what is judged is judged at a page. A booking may be
    requested; whether it is had is judged there too.
    """
    client = browse("kadler")
    paths = {filled(path) for path in addresses(get_resolver()) if path.startswith("api/v1/")}
    assert len(paths) > 5
    assert client.get("/api/v1/batches/").status_code == 200
    taken = {
        (method, path, status)
        for path in paths
        for method in WRITES
        if (status := getattr(client, method)(path).status_code) not in {403, 404, 405}
    }
    assert taken == {("post", "/api/v1/bookings/", 422)}


def addresses(resolver: URLResolver, prefix: str = "") -> list[str]:
    found: list[str] = []
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        found += addresses(one, path) if isinstance(one, URLResolver) else [path]
        assert isinstance(one, URLPattern | URLResolver)
    return found


def filled(path: str) -> str:
    """An address with something of the right shape in its places."""
    parts: list[Any] = [
        "bat_" + 32 * "0" if part.startswith("<") else part for part in path.split("/")
    ]
    return "/" + "/".join(parts)


def test_a_row_of_a_user_is_never_deleted(people):
    """The login of the app has no right to, in any table of people but the sessions."""
    from django.db import ProgrammingError, connection, transaction

    made(User, username="nobody", display_name="Nobody")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM people_user WHERE username = 'nobody'")
