"""Rows that somebody wrote past the triggers are named."""

from __future__ import annotations

import os
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command

from cgtlims.roles import with_database
from integrity.audit.replay import audited_models, replay
from people.models import User
from tests.deeds import changed, made
from tests.integrity.deeds import rename


@pytest.fixture
def superuser(live_db, northlight, person):
    """A session whose writes no trigger sees."""
    url = with_database(os.environ["CGTLIMS_TEST_ADMIN_URL"], live_db)
    with psycopg.connect(url, autocommit=True) as session:
        for model in audited_models():
            session.execute(f'ALTER TABLE "{model._meta.db_table}" DISABLE TRIGGER ALL')
        session.execute("ALTER TABLE integrity_auditevent DISABLE TRIGGER ALL")
        yield session


@pytest.fixture
def person(live_db):
    person = made(User, username="jvermaat", display_name="Joris Vermaat", email="j@example.org")
    return changed(person, email="joris@example.org")


def found() -> list[str]:
    return [str(difference) for difference in replay()]


@pytest.mark.urs("P11-10a")
def test_it_works(live_db, northlight, clerk, now):
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    url = with_database(os.environ["CGTLIMS_TEST_ADMIN_URL"], live_db)
    assert found() == []
    with psycopg.connect(url, autocommit=True) as session:
        session.execute("ALTER TABLE people_organisation DISABLE TRIGGER ALL")
        session.execute("UPDATE people_organisation SET name = 'Boreal', is_fictitious = true")
    assert found() == [f"people_organisation {northlight.pk} differs in is_fictitious, name"]


def test_a_row_put_in_is_named(northlight, superuser):
    superuser.execute(
        "INSERT INTO people_organisation (id, version, code, name, kind, is_fictitious)"
        " VALUES (gen_random_uuid(), 1, 'X', 'X', 'SPONSOR', false)"
    )
    assert [line.split(" ", 2)[2] for line in found()] == ["was written outside a command"]


def test_a_row_taken_out_is_named(northlight, superuser):
    superuser.execute("DELETE FROM people_organisation")
    assert found() == [f"people_organisation {northlight.pk} was deleted outside a command"]


def test_personal_values_are_compared_by_their_commitments(person, superuser):
    assert found() == []
    superuser.execute("UPDATE people_user SET email = 'j@example.org'")
    assert found() == [f"people_user {person.pk} differs in email"]


def test_secrets_too(person, superuser):
    superuser.execute("UPDATE people_user SET password = 'known'")
    assert found() == [f"people_user {person.pk} differs in password"]


def test_columns_beside_the_body_of_an_event_are_compared_with_it(northlight, superuser):
    superuser.execute("UPDATE integrity_auditevent SET actor_id = gen_random_uuid() WHERE seq = 1")
    assert found() == ["integrity_auditevent 1 has columns that are not those of its body"]


def test_the_command_says_so(live_db, northlight):
    said = StringIO()
    call_command("check_trail", stdout=said)
    assert "as they were written" in said.getvalue()


def test_the_command_names_what_differs(northlight, superuser):
    superuser.execute("UPDATE people_organisation SET name = 'Boreal'")
    superuser.execute("UPDATE integrity_auditevent SET body = replace(body, 'test_row.m', 'row.m')")
    said = StringIO()
    with pytest.raises(CommandError, match="4 differences"):
        call_command("check_trail", stderr=said)
    assert "Audit trail: event 1: its content or an earlier event was altered" in said.getvalue()
    assert "differs in name" in said.getvalue()
