"""A second factor that its person lost is taken away by somebody else who manages people."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from integrity.jobs import work
from integrity.models import AuditEvent, Job
from integrity.outbox.relay import relay
from integrity.refusals import Refused
from people.commands.closing import close_account
from people.commands.factors import take_factors
from people.models import Notification, User
from people.notifications.defaults import lay_rules
from people.notifications.letters import KIND
from tests import cast
from tests.deeds import changed
from tests.signin.door import enter, is_in, last, verbs
from tests.signin.soft_key import SoftKey
from tests.signin.test_second_factor import set_up_app

pytestmark = pytest.mark.django_db
PERSON = "/people/accounts/jvermaat/"
PAGE = f"{PERSON}take-factors/"
KINDS = {"app": "totp", "codes": "recovery_codes", "key": "webauthn"}


@pytest.fixture
def boss(people: dict[str, User]) -> Client:
    client = Client()
    client.force_login(people["shaas"])
    return client


@pytest.fixture
def joris(client: Client, people: dict[str, User]) -> Client:
    """Signed in, with an app, recovery codes and a key."""
    enter(client, "jvermaat")
    set_up_app(client)
    SoftKey().register(people["jvermaat"])
    return client


def key_of(kind: str) -> int:
    return Authenticator.objects.get(user__username="jvermaat", type=KINDS[kind]).pk


def take(boss: Client, *kinds: str, path: str = PAGE, **said: Any) -> Any:
    typed = {
        "command_id": str(uuid.uuid4()), "reason": "Lost the phone; came in person",
        "factors": [key_of(kind) for kind in kinds],
    }  # fmt: skip
    return boss.post(path, {**typed, **said})


def left() -> set[str]:
    return set(Authenticator.objects.values_list("type", flat=True))


@pytest.mark.urs("P11-300")
def test_what_was_lost_opens_the_account_no_more(boss: Client, joris: Client) -> None:
    """Every session is over; codes alone are no factor; the trail has kind and name."""
    for said in ("Code from an app", "Recovery codes", "Security key “Key of Joris Vermaat”"):
        assert said in boss.get(PERSON).text
        assert said in boss.get(PAGE).text
    assert is_in(joris)
    assert take(boss, "app", "key").status_code == 302
    assert left() == set()
    assert not is_in(joris)
    assert enter(Client(), "jvermaat")["Location"] == "/"
    event = last("account.factor_removed")
    assert (event.actor_name, event.reason) == ("Silke Haas", "Lost the phone; came in person")
    assert event.told["details"] == {
        "factors": ["totp", "webauthn: Key of Joris Vermaat", "recovery_codes"],
        "sessions_ended": "1",
    }
    assert verbs("user.factor_removed") == []
    assert "take-factors" not in boss.get(PERSON).text


@pytest.mark.parametrize(
    ("taken", "stays"),
    [
        (("key",), {"totp", "recovery_codes"}),
        (("app",), {"webauthn", "recovery_codes"}),
        (("codes",), {"totp", "webauthn"}),
    ],
)
def test_only_what_is_chosen_is_taken(
    boss: Client, joris: Client, taken: tuple[str, ...], stays: set[str]
) -> None:
    assert take(boss, *taken).status_code == 302
    assert left() == stays
    assert enter(Client(), "jvermaat")["Location"] == "/sign-in/second/"


def test_the_person_is_told_by_inbox_and_letter(
    boss: Client, joris: Client, people: dict[str, User], mailoutbox: Any
) -> None:
    """Also somebody of a sponsor, who hears of nothing else of the facility's."""
    lay_rules(cast.NOW)
    partner = changed(people["pnorth"], email="petra@northlight.example")
    SoftKey().register(partner)
    only = Authenticator.objects.get(user=partner).pk
    take(boss, "app")
    take(boss, path="/people/accounts/pnorth/take-factors/", factors=[only])
    relay()
    told = Notification.objects.filter(matter__kind="account.factor_removed")
    assert {(one.user.username, one.link) for one in told} == {
        ("jvermaat", "/account/"), ("pnorth", "/account/"),
    }  # fmt: skip
    work.run(str(Job.objects.get(kind=KIND).pk))
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == (
        ["petra@northlight.example"],
        "Alarm: Second factor taken away by an administrator: pnorth",
    )
    there = Client()
    there.force_login(people["pnorth"])
    assert "Second factor taken away" in there.get("/notifications/").text


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"reason": " "}, 422, "reason"),
        ({"factors": []}, 422, "Choose at least one."),
        ({"factors": ["0"]}, 422, "One of these is not there any more."),
        ({"factors": ["x"]}, 422, "not one of the available choices"),
    ],
)
def test_what_is_refused_takes_nothing(
    boss: Client, joris: Client, said: dict[str, Any], status: int, words: str
) -> None:
    answer = take(boss, "app", **said)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert left() == set(KINDS.values())
    assert is_in(joris)


@pytest.mark.urs("P11-10g")
def test_nobody_takes_the_own_ones_there(boss: Client, people: dict[str, User]) -> None:
    SoftKey().register(people["shaas"])
    own = "/people/accounts/shaas/"
    answer = take(boss, path=f"{own}take-factors/", factors=[Authenticator.objects.get().pk])
    assert answer.status_code == 409
    assert "You cannot take away your own second factor here." in answer.text
    assert "take-factors" not in boss.get(own).text
    assert left() == {"webauthn"}


@pytest.mark.urs("P11-10g")
def test_only_who_manages_people_takes_one(joris: Client, people: dict[str, User]) -> None:
    quality = Client()
    quality.force_login(people["mlindqvist"])
    assert quality.get(PAGE).status_code == 403
    assert take(quality, "app").status_code == 403
    assert left() == set(KINDS.values())


def test_a_closed_account_keeps_what_it_has(
    boss: Client, joris: Client, people: dict[str, User]
) -> None:
    changed(people["jvermaat"], is_active=False)
    answer = take(boss, "app")
    assert (answer.status_code, "This account is closed." in answer.text) == (409, True)
    assert left() == set(KINDS.values())


def test_what_its_person_removed_meanwhile_is_not_said_to_be_taken(
    joris: Client, people: dict[str, User]
) -> None:
    gone = key_of("app")
    Authenticator.objects.filter(pk=gone).delete()
    with pytest.raises(Refused, match="not there any more"):
        take_factors(
            user=people["jvermaat"], factors=[gone], reason="Lost", by=people["shaas"],
            at=timezone.now(),
        )  # fmt: skip


def test_a_double_tap_takes_once(boss: Client, joris: Client) -> None:
    once = {"command_id": str(uuid.uuid4()), "factors": [key_of("key")]}
    assert take(boss, **once).status_code == 302
    assert take(boss, **once).status_code == 302
    assert AuditEvent.objects.filter(verb="account.factor_removed").count() == 1


def test_no_secret_of_it_is_in_the_trail(boss: Client, joris: Client) -> None:
    data = Authenticator.objects.get(type="totp").data["secret"]
    take(boss, "app", "key", "codes")
    bodies = "".join(AuditEvent.objects.values_list("body", flat=True))
    assert "totp" in bodies
    assert data not in bodies


def test_an_erased_account_has_no_second_factor(
    boss: Client, joris: Client, people: dict[str, User]
) -> None:
    changed(people["jvermaat"], email="joris@example.org")
    close_account(user=people["jvermaat"], reason="Left", by=people["shaas"], at=cast.NOW)
    typed = {"command_id": str(uuid.uuid4()), "decision": "ERASE", "reason": "Asked for"}
    assert boss.post(f"{PERSON}erase/", typed).status_code == 302
    assert left() == set()
