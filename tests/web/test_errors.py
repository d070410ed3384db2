"""What goes wrong gives a page that says what happened and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from psycopg import sql

from batches.models import BatchRecord
from people.models import User
from tests import cast, databases

SAYS_WHAT_TO_DO = 'class="todo"'


def test_an_unknown_address(browse: Any) -> None:
    page = browse("jvermaat").get("/no/such/page/")
    assert page.status_code == 404
    assert "There is nothing at this address" in page.text
    assert SAYS_WHAT_TO_DO in page.text


def test_another_sponsor_s_batch_is_an_unknown_address(
    browse: Any, small_batch: BatchRecord
) -> None:
    path = f"/batches/{small_batch.number}/"
    assert browse("pnorth").get(path).status_code == 200
    assert browse("phalden").get(path).status_code == 404


def test_a_name_that_is_not_ours_gives_a_page_without_asking_the_database(client: Client) -> None:
    page = client.get("/batches/", headers={"Host": "elsewhere.example"})
    assert page.status_code == 400
    assert page["Content-Type"].startswith("text/html")
    assert "This could not be understood" in page.text
    assert SAYS_WHAT_TO_DO in page.text
    assert "elsewhere.example" not in page.text


def test_not_permitted_names_the_permission_and_who_gives_it(browse: Any) -> None:
    page = browse("trieger").get("/batches/new/")
    assert page.status_code == 403
    assert "You may not do this" in page.text
    assert "create batches" in page.text
    assert "administrator" in page.text


def test_a_lost_session_leads_to_sign_in_and_says_what_became_of_the_typing(
    client: Client, people: dict[str, User]
) -> None:
    page = client.get("/batches/", follow=True)
    assert page.redirect_chain == [("/sign-in/?next=/batches/", 302)]
    assert "You are signed out." in page.text
    assert "What you typed is kept on this device." in page.text
    entered = client.post(
        "/sign-in/",
        {"login": "jvermaat", "password": cast.PASSWORD, "next": "/batches/"},
    )
    assert (entered.status_code, entered["Location"]) == (302, "/batches/")


def test_the_first_visit_is_no_lost_session(client: Client, people: dict[str, User]) -> None:
    assert "You are signed out." not in client.get("/", follow=True).text


def test_a_wrong_password_is_told_without_giving_names_away(
    client: Client, people: dict[str, User]
) -> None:
    told = []
    for username in ("jvermaat", "nobody"):
        page = client.post("/sign-in/", {"login": username, "password": "wrong"})
        assert page.status_code == 200
        assert f'value="{username}"' in page.text
        told.append(page.text.partition('role="alert"')[2].partition("</div>")[0])
    assert "User name and password do not fit together." in told[0]
    assert told[0] == told[1]


def test_sign_in_leads_nowhere_else(client: Client, people: dict[str, User]) -> None:
    entered = client.post(
        "/sign-in/",
        {"login": "jvermaat", "password": cast.PASSWORD, "next": "https://elsewhere.example/"},
    )
    assert entered["Location"] == "/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [("http://testserver/batches/new/", "http://testserver/batches/new/"),
     ("https://elsewhere.example/", "/"), ("", "/")],
)  # fmt: skip
def test_a_page_older_than_the_session(people: dict[str, User], referer: str, back: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["kadler"])
    page = strict.post("/batches/new/", {"number": "B-1"}, headers={"Referer": referer})
    assert page.status_code == 403
    assert "This page was too old to be sent" in page.text
    assert "What you typed is still on this device" in page.text
    assert f'href="{back}"' in page.text


def test_a_failing_server_needs_nothing_to_say_so(browse: Any, monkeypatch: Any) -> None:
    client: Client = browse("jvermaat")
    client.raise_request_exception = False
    monkeypatch.setattr("cgtlims.web.home.with_next_step", broken)
    page = client.get("/")
    assert page.status_code == 500
    assert "The server failed at this" in page.text
    assert SAYS_WHAT_TO_DO in page.text


def broken(*args: object) -> None:
    raise RuntimeError("broken for this test")


@pytest.mark.parametrize("name", ["400", "500", "503"])
def test_these_pages_never_ask_the_database(name: str) -> None:
    """Not marked for the database: any query would fail."""
    page = render_to_string(f"errors/{name}.html")
    assert "What you typed is still on this device" in page
    assert SAYS_WHAT_TO_DO in page


def test_a_dead_database_gives_a_page_and_heals(live_db: str, browse: Any) -> None:
    client: Client = browse("jvermaat")
    assert client.get("/").status_code == 200
    with shut(live_db):
        for _ in range(2):
            page = client.get("/")
            assert page.status_code == 503
            assert "The database does not answer" in page.text
            assert "What you typed is still on this device" in page.text
            assert page["Retry-After"]
    connection.close()
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz"])
def test_a_dead_database_before_anything_was_asked(live_db: str, browse: Any, path: str) -> None:
    client: Client = browse("jvermaat")
    connection.close()
    with shut(live_db):
        assert client.get(path).status_code == 503


def test_signing_in_without_database(live_db: str, people: dict[str, User]) -> None:
    client = Client()
    connection.close()
    with shut(live_db):
        assert client.get("/sign-in/").status_code == 200
        who = {"login": "jvermaat", "password": cast.PASSWORD}
        assert client.post("/sign-in/", who).status_code == 503


@contextmanager
def shut(name: str) -> Iterator[None]:
    """PostgreSQL ends every session of the database and lets nobody in."""
    database = sql.Identifier(name)
    with databases.admin() as server:
        server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(database))
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
    try:
        yield
    finally:
        with databases.admin() as server:
            server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(database))
