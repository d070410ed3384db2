"""A session locks, ends and is listed; nothing that a page fetches by itself keeps it alive."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from people.models import User
from tests.cast import PASSWORD
from tests.signin.door import aged, enter, is_in, last, verbs

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def joris(client: Client, people: dict[str, User]) -> Client:
    enter(client, "jvermaat")
    return client


def unlock(client: Client, **given: Any) -> Any:
    return client.post("/session/unlock/", given, headers={"Accept": "application/json"})


@pytest.mark.urs("ANX11D-11")
def test_an_idle_session_locks_and_its_person_opens_it(joris: Client) -> None:
    aged(joris, seen=timedelta(minutes=2, seconds=50))
    assert is_in(joris)
    aged(joris, seen=timedelta(minutes=4))
    assert joris.get("/batches/")["Location"] == "/session/unlock/?next=%2Fbatches%2F"
    assert joris.get("/api/v1/batches/").status_code == 401
    fetched = joris.get("/board/now/", headers=HTMX)
    assert (fetched.status_code, fetched["X-Locked"]) == (401, "/session/unlock/")
    assert unlock(joris, password="wrong").status_code == 422
    assert not is_in(joris)
    assert unlock(joris, password=PASSWORD).json() == {"unlocked": True}
    assert is_in(joris)
    assert verbs("user.session_locked", "user.session_unlocked", "user.sign_in_failed") == [
        "user.session_locked", "user.sign_in_failed", "user.session_unlocked",
    ]  # fmt: skip


def test_the_page_may_lock_at_once(joris: Client) -> None:
    assert joris.post("/session/lock/").status_code == 204
    assert not is_in(joris)
    assert joris.post("/session/alive/").status_code == 401
    assert joris.post("/session/lock/").status_code == 204
    assert verbs("user.session_locked") == ["user.session_locked"]
    page = joris.post("/session/unlock/", {"password": PASSWORD, "next": "/batches/"})
    assert page["Location"] == "/batches/"


def test_a_wrong_secret_counts_against_the_account(joris: Client) -> None:
    joris.post("/session/lock/")
    for _ in range(5):
        unlock(joris, password="wrong")
    assert unlock(joris, password=PASSWORD).status_code == 422
    assert "account.locked" in verbs()


def test_fifteen_minutes_without_work_end_it_locked_or_not(joris: Client) -> None:
    joris.post("/session/lock/")
    aged(joris, seen=timedelta(minutes=16))
    assert unlock(joris, password=PASSWORD).status_code == 302
    assert joris.get("/batches/")["Location"] == "/sign-in/?next=/batches/"
    event = last("user.session_ended")
    assert (event.details["why"], event.actor_name) == ("idle", "CGT-LIMS sign-in")


def test_twelve_hours_end_it_whatever_is_done(joris: Client) -> None:
    aged(joris, begun=timedelta(hours=11, minutes=59))
    assert is_in(joris)
    aged(joris, begun=timedelta(hours=12))
    assert not is_in(joris)
    assert last("user.session_ended").details["why"] == "too long"


@pytest.mark.parametrize(
    ("address", "headers", "is_work"),
    [
        ("/board/", {}, True),
        ("/board/", {"Sec-Fetch-Mode": "navigate"}, True),
        ("/board/now/", HTMX, False),
        ("/board/", {"Sec-Fetch-Mode": "cors"}, False),
        ("/api/v1/batches/", {}, False),
    ],
)
def test_what_a_page_fetches_by_itself_is_no_work(
    joris: Client, address: str, headers: Any, is_work: bool
) -> None:
    aged(joris, seen=timedelta(minutes=2))
    before = UserSession.objects.get().last_seen_at
    joris.get(address, headers=headers)
    assert (UserSession.objects.get().last_seen_at > before) is is_work


def test_a_page_says_that_somebody_is_at_work(joris: Client) -> None:
    aged(joris, seen=timedelta(minutes=2))
    before = UserSession.objects.get().last_seen_at
    assert joris.post("/session/alive/").status_code == 204
    assert UserSession.objects.get().last_seen_at > before


def test_one_ends_another_session_from_the_list(joris: Client) -> None:
    there = Client(headers={"User-Agent": "A browser left open"})
    enter(there, "jvermaat")
    page = joris.get("/account/safety/sessions/")
    assert "A browser left open" in page.text
    wanted = UserSession.objects.get(user_agent="A browser left open")
    joris.post("/account/safety/sessions/", {"session": wanted.pk})
    assert not is_in(there)
    assert is_in(joris)
    assert last("user.session_ended").details["why"] == "ended by its owner"


def test_nobody_ends_the_session_of_somebody_else(joris: Client) -> None:
    there = Client()
    enter(there, "aowusu")
    wanted = UserSession.objects.get(user__username="aowusu")
    joris.post("/account/safety/sessions/", {"session": wanted.pk})
    joris.post("/account/safety/sessions/", {"session": "others"})
    assert is_in(there)
