"""A password that somebody else chose or reset is replaced by its owner before anything else."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from integrity.models import AuditEvent, PersonalValue, RowChange
from integrity.refusals import Refused
from integrity.signatures.meanings import Meaning
from people.codes import clean
from people.commands.passwords import use_reset_code
from people.models import User
from people.origin import Origin
from people.permissions import Permission
from people.signing.attest import attest
from people.signing.claim import Claim
from tests.cast import PASSWORD
from tests.deeds import changed
from tests.signin.door import enter, is_in, last, verbs

pytestmark = pytest.mark.django_db
NEW = "another-long-phrase-for-tests"
RESET = "/people/accounts/jvermaat/reset-password/"
DOOR = "/sign-in/new-password/"
CODE = re.compile(r"data-reset-code>([A-Z2-7-]{23})<")


@pytest.fixture
def boss(people: dict[str, User]) -> Client:
    client = Client()
    client.force_login(people["shaas"])
    return client


def give(boss: Client, path: str = RESET, **said: str) -> str:
    """The code, as the answer shows it; nothing when none is shown."""
    typed = {"command_id": str(uuid.uuid4()), "reason": "Forgotten; came in person"}
    found = CODE.search(boss.post(path, {**typed, **said}).text)
    return found[1] if found else ""


def use(code: str, client: Client | None = None, **said: str) -> Any:
    typed = {"username": "jvermaat", "code": code, "password": NEW, "again": NEW}
    return (client or Client()).post(DOOR, {**typed, **said})


def came_in(password: str) -> bool:
    client = Client()
    enter(client, "jvermaat", password)
    return is_in(client)


@pytest.mark.urs("P11-300")
def test_a_code_sets_another_password_once(boss: Client) -> None:
    code = give(boss)
    assert use(code)["Location"] == "/sign-in/"
    assert came_in(NEW)
    assert use(code, password=f"{NEW}-2", again=f"{NEW}-2").status_code == 422
    assert came_in(NEW)
    assert verbs("user.password_reset", "user.password_set_by_code") == [
        "user.password_reset", "user.password_set_by_code",
    ]  # fmt: skip
    event = last("user.password_reset")
    assert (event.actor_name, event.reason) == ("Silke Haas", "Forgotten; came in person")


def test_it_does_not_matter_who_is_signed_in_on_the_device(
    boss: Client, people: dict[str, User]
) -> None:
    client = Client()
    client.force_login(people["trieger"])
    page = use(give(boss), client)
    assert page["Location"] == "/sign-in/"
    assert not is_in(client)
    assert came_in(NEW)


def test_it_may_be_typed_as_it_is_read(boss: Client) -> None:
    code = give(boss)
    assert clean(code) == code
    assert use(code.replace("-", " ").lower()).status_code == 302


@pytest.mark.urs("P11-300")
def test_from_the_reset_on_nothing_is_open(boss: Client, people: dict[str, User]) -> None:
    """Neither the old password nor a session, nor the PIN for a signature."""
    there = Client()
    enter(there, "jvermaat")
    assert is_in(there)
    changed(people["jvermaat"], pin=make_password("492817"))
    assert give(boss)
    assert not is_in(there)
    assert not came_in(PASSWORD)
    user = User.objects.get(username="jvermaat")
    assert not user.may(Permission.EXECUTE_STEP)
    assert signs(user, PASSWORD) == "NOT_KNOWN"


def signs(user: User, secret: str) -> str:
    claim = Claim(who=user.username, secret=secret, shown=64 * "0")
    try:
        attest(claim, meaning=Meaning.VERIFIED, session=user, at=timezone.now())
    except Refused as refused:
        return refused.blockers[0].code
    return "signed"


@pytest.mark.parametrize("said", [{"username": "nobody"}, {"username": "a\x00"}, {"code": "X"}])
def test_a_wrong_name_and_a_wrong_code_are_told_alike(boss: Client, said: dict[str, str]) -> None:
    code = give(boss)
    page = use(**{"code": code, **said})
    assert page.status_code == 422
    assert "Name and code do not fit together." in page.text or "Null characters" in page.text
    assert User.objects.get(username="jvermaat").must_change_password


def test_an_account_without_a_code_has_none_that_fits(people: dict[str, User]) -> None:
    assert use("").status_code == 422
    assert came_in(PASSWORD)


@pytest.mark.urs("P11-300")
def test_guesses_lock_the_account(boss: Client) -> None:
    code = give(boss)
    for _attempt in range(5):
        use("AAAAA-AAAAA-AAAAA-AAAAA")
    page = use(code)
    assert "Name and code do not fit together." in page.text
    assert "account.locked" in verbs()
    assert last("user.sign_in_failed").details["by"] == "reset code"
    assert not came_in(NEW)


def test_a_code_is_good_for_a_day_and_the_newest_counts(boss: Client) -> None:
    first, second = give(boss), give(boss)
    assert first != second
    assert use(first).status_code == 422
    user = User.objects.get(username="jvermaat")
    assert user.reset_until is not None
    day = timedelta(hours=24)
    assert day - timedelta(minutes=5) < user.reset_until - timezone.now() <= day
    changed(user, reset_until=timezone.now() - timedelta(seconds=1))
    assert use(second).status_code == 422
    changed(user, reset_until=timezone.now() + timedelta(seconds=60))
    assert use(second).status_code == 302


def test_a_password_that_will_not_do_leaves_the_code_good(boss: Client) -> None:
    code = give(boss)
    page = use(code, password="short", again="short")
    assert (page.status_code, "too short" in page.text) == (422, True)
    assert use(code, again="other").status_code == 422
    assert use(code).status_code == 302


def test_two_at_once_set_one_password(boss: Client, people: dict[str, User]) -> None:
    """The command compares under its lock, whoever compared before."""
    code, now = give(boss), timezone.now()
    user = User.objects.get(username="jvermaat")
    inputs = {"user": user, "code": code, "origin": Origin("", ""), "by": user, "at": now}
    use_reset_code(**inputs, password=NEW)
    with pytest.raises(Refused, match="was used"):
        use_reset_code(**inputs, password=f"{NEW}-2")


def test_a_double_tap_gives_one_code(boss: Client) -> None:
    once = {"command_id": str(uuid.uuid4())}
    assert give(boss, **once) == give(boss, **once) != ""
    assert AuditEvent.objects.filter(verb="user.password_reset").count() == 1


def test_nothing_of_the_code_is_kept(boss: Client) -> None:
    code = give(boss)
    user = User.objects.get(username="jvermaat")
    assert user.reset_code.startswith("argon2$")
    trail = "".join(RowChange.objects.values_list("diff", flat=True))
    bodies = "".join(AuditEvent.objects.values_list("body", flat=True))
    assert user.reset_code not in trail
    assert code not in trail + bodies
    assert not PersonalValue.objects.filter(column="reset_code", value__isnull=False).exists()


@pytest.mark.parametrize(
    ("path", "said", "words"),
    [
        ("/people/accounts/shaas/reset-password/", {}, "You cannot reset your own password."),
        (RESET, {"reason": " "}, "reason"),
        ("/people/accounts/aowusu/reset-password/", {}, "This account is closed."),
    ],
)
def test_when_no_code_is_given(
    boss: Client, people: dict[str, User], path: str, said: dict[str, str], words: str
) -> None:
    changed(people["aowusu"], is_active=False)
    assert give(boss, path, **said) == ""
    typed = {"command_id": str(uuid.uuid4()), "reason": "Forgotten", **said}
    assert words in boss.post(path, typed).text
    assert not User.objects.exclude(reset_code="").exists()


@pytest.mark.urs("P11-10g")
def test_only_who_manages_people_gives_one(browse: Any, people: dict[str, User]) -> None:
    client = browse("mlindqvist")
    assert client.get(RESET).status_code == 403
    assert give(client) == ""
    assert came_in(PASSWORD)


def test_the_person_s_page_says_where_it_stands(boss: Client) -> None:
    page = "/people/accounts/jvermaat/"
    assert "own" in boss.get(page).text
    assert RESET in boss.get(page).text
    give(boss)
    assert "reset; a code is good until" in boss.get(page).text
    assert "reset-password" not in boss.get("/people/accounts/shaas/").text
