"""Badge and PIN open on enrolled tablets only, and a session that they begin stays there."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStep
from cleanrooms.models import Room
from integrity.models import AuditEvent, Signature
from integrity.signatures.content import content_hash
from people.commands.tablets import enrol_tablet, revoke_tablet
from people.models import Badge, Tablet, User
from tests.cast import NOW, PASSWORD, answers, make_room
from tests.deeds import changed, made
from tests.signin.door import enter, is_in, last

pytestmark = pytest.mark.django_db
KEY = "k" * 43
PIN = "492817"


@pytest.fixture
def tablet(people: dict[str, User]) -> Tablet:
    for username in ("jvermaat", "aowusu"):
        changed(people[username], pin=make_password(PIN))
        made(Badge, serial=f"B-{username}", user=people[username], given_at=NOW,
             given_by=people["shaas"])  # fmt: skip
    return enrol_tablet(
        code="T-01",
        name="Isolator 1",
        px_per_mm=Decimal("5.9"),
        key=KEY,
        by=people["shaas"],
        at=NOW,
    )


@pytest.fixture
def bench(client: Client, tablet: Tablet) -> Client:
    client.cookies["tablet"] = KEY
    return client


def move(client: Client, room: Room, state: str) -> str:
    """Sets the room's state on its page; the device that the event names."""
    sent = {"state": state, "reason": "Filter", "command_id": str(uuid.uuid4()),
            "version": Room.objects.get(pk=room.pk).version}  # fmt: skip
    assert client.post(f"/board/rooms/{room.code}/", sent).status_code == 302
    return last("room.state_changed").device


def show(client: Client, username: str, pin: str = PIN, **headers: str) -> Any:
    return client.post(
        "/session/badge/", {"badge": f"B-{username}", "pin": pin, "next": "/batches/"},
        headers=headers,
    )  # fmt: skip


@pytest.mark.urs("P11-10h")
def test_it_works(bench: Client, people: dict[str, User]) -> None:
    assert show(bench, "jvermaat")["Location"] == "/batches/"
    assert is_in(bench)
    event = last("user.signed_in")
    assert event.details["by"] == ["badge and PIN"]
    assert event.details["tablet"] == "T-01"
    show(bench, "aowusu")
    assert bench.get("/").context["request"].user == people["aowusu"]
    assert last("user.session_ended").details["why"] == "another person's badge"


@pytest.mark.parametrize("username", ["jvermaat", "nobody"])
def test_a_wrong_pin_or_badge_opens_nothing(bench: Client, username: str) -> None:
    page = show(bench, username, "000001")
    assert page.status_code == 422
    assert "Badge and PIN do not fit together." in page.text
    assert not is_in(bench)


def test_a_wrong_pin_leaves_who_is_there(bench: Client, people: dict[str, User]) -> None:
    show(bench, "jvermaat")
    show(bench, "aowusu", "000001")
    assert bench.get("/").context["request"].user == people["jvermaat"]


@pytest.mark.urs("P11-300")
def test_wrong_pins_lock_the_account(bench: Client) -> None:
    for _ in range(5):
        show(bench, "jvermaat", "000001")
    show(bench, "jvermaat")
    assert not is_in(bench)
    show(bench, "aowusu")
    assert is_in(bench)


@pytest.mark.parametrize("key", ["", "another-key"])
def test_elsewhere_badge_and_pin_are_refused(client: Client, tablet: Tablet, key: str) -> None:
    client.cookies["tablet"] = key
    page = show(client, "jvermaat")
    assert page.status_code == 409
    assert "not an enrolled tablet" in page.text
    assert not is_in(client)


def test_a_session_begun_by_badge_ends_off_its_tablet(
    bench: Client, tablet: Tablet, people: dict[str, User]
) -> None:
    show(bench, "jvermaat")
    revoke_tablet(tablet=tablet, reason="lost", by=people["shaas"], at=NOW)
    assert not is_in(bench)
    assert last("user.session_ended").details["why"] == "left its tablet"


def test_the_same_person_s_badge_or_pin_unlocks(bench: Client, people: dict[str, User]) -> None:
    show(bench, "jvermaat")
    key = bench.session.session_key
    bench.post("/session/lock/")
    assert show(bench, "jvermaat", Accept="application/json").json() == {"reload": True}
    assert bench.session.session_key == key
    bench.post("/session/lock/")
    bench.post("/session/unlock/", {"password": PIN})
    assert is_in(bench)
    assert last("user.session_unlocked").details["by"] == "PIN"


def test_a_pin_unlocks_on_tablets_only(client: Client, tablet: Tablet) -> None:
    enter(client, "jvermaat")
    client.post("/session/lock/")
    client.post("/session/unlock/", {"password": PIN})
    assert not is_in(client)
    client.post("/session/unlock/", {"password": PASSWORD})
    assert is_in(client)


@pytest.mark.urs("P11-10h", "P11-200")
def test_badge_and_pin_sign_at_a_tablet_whose_code_is_kept(
    bench: Client, people: dict[str, User], small_batch: BatchRecord
) -> None:
    """The same badge and PIN sign nothing on a device that is not enrolled."""
    first = BatchStep.objects.filter(operation__batch=small_batch).earliest("position")
    step = complete_step(step=first, values=answers(first), by=people["jvermaat"], at=NOW)
    entered = {"command_id": str(uuid.uuid4()), "shown": content_hash(step),
               "who": "B-aowusu", "secret": PIN}  # fmt: skip
    address = f"/batches/{small_batch.number}/steps/{step.number}/verify/"
    elsewhere = Client()
    for client in (elsewhere, bench):
        client.force_login(people["jvermaat"])
    assert elsewhere.post(address, entered).status_code == 422
    assert not Signature.objects.of(step).exists()
    assert bench.post(address, entered).status_code == 302
    made_here = Signature.objects.of(step).get()
    assert (made_here.signer_name, made_here.method) == ("Ama Owusu", "PIN")
    (told,) = AuditEvent.objects.get(verb="batch_step.verified").signatures
    assert made_here.tablet == told["tablet"] == "T-01"


@pytest.mark.urs("P11-10h")
def test_an_event_names_the_tablet_it_was_made_at(
    bench: Client, tablet: Tablet, people: dict[str, User]
) -> None:
    """And none, when the device is not enrolled, or not any more."""
    room, elsewhere = make_room(), Client()
    for client in (elsewhere, bench):
        client.force_login(people["kadler"])
    moved = [move(elsewhere, room, "OUT_OF_SERVICE"), move(bench, room, "TO_BE_CLEANED")]
    assert moved == ["", "T-01"]
    revoke_tablet(tablet=tablet, reason="lost", by=people["shaas"], at=NOW)
    assert move(bench, room, "CLEAN") == ""
    bench.force_login(people["mlindqvist"])
    told = bench.get(f"/trail/record/cleanrooms.room/{room.pk}/").text
    assert told.count("at T-01") == 1


@pytest.mark.urs("P11-10h")
def test_unknown_devices_get_no_page_of_the_bench(
    browse: Any, small_batch: BatchRecord, tablet: Tablet, settings: Any
) -> None:
    client: Client = browse("jvermaat")
    address = f"/batches/{small_batch.number}/steps/1.1/"
    assert client.get(address).status_code == 200
    settings.TABLETS_ONLY = True
    assert client.get(address).status_code == 409
    assert client.get("/batches/").status_code == 200
    client.cookies["tablet"] = KEY
    assert client.get(address).status_code == 200
    revoke_tablet(tablet=tablet, reason="lost", by=User.objects.get(username="shaas"), at=NOW)
    assert client.get(address).status_code == 409
