"""PostgreSQL keeps the audit trail from being changed, whoever asks."""

from __future__ import annotations

import os

import psycopg
import pytest
from django.db import IntegrityError
from psycopg import errors

from cgtlims.roles import with_database
from integrity.audit.append import Told, append
from tests.deeds import said
from tests.integrity.deeds import rename

CHANGES = [
    "UPDATE integrity_auditevent SET verb = 'nothing.happened'",
    "DELETE FROM integrity_auditevent",
    "TRUNCATE integrity_auditevent CASCADE",
    "UPDATE integrity_rowchange SET diff = '{}'",
    "DELETE FROM integrity_rowchange",
    "TRUNCATE integrity_rowchange CASCADE",
]
VERB = "organisation.renamed"


@pytest.fixture
def event(live_db, northlight, clerk, now):
    """An event of a change that was made and committed."""
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    return said().get()


def run(variable: str, name: str, *statements: str) -> None:
    """Runs the statements as the login of an address, on the test's own database."""
    url = with_database(os.environ[variable], name)
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_it_works(event, live_db, clerk, northlight, now):
    rename(organisation=northlight, name="Boreal", by=clerk, at=now)
    assert said().count() == 2


def test_the_app_may_not(event, live_db):
    for change in CHANGES:
        with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
            run("DATABASE_URL", live_db, change)
    assert said().get().verb == VERB


def test_the_trigger_refuses_even_the_owner(event, live_db):
    for change in CHANGES:
        with pytest.raises(errors.InsufficientPrivilege, match="append-only"):
            run("DATABASE_OWNER_URL", live_db, change)
    assert said().get().verb == VERB


def test_a_superuser_who_plays_replica_is_refused_too(event, live_db):
    for change in CHANGES:
        with pytest.raises(errors.InsufficientPrivilege, match="append-only"):
            run("CGTLIMS_TEST_ADMIN_URL", live_db, "SET session_replication_role = replica", change)
    assert said().get().verb == VERB


def test_the_app_may_not_take_the_triggers_away(event, live_db):
    with pytest.raises(errors.InsufficientPrivilege, match="must be owner"):
        run("DATABASE_URL", live_db, "ALTER TABLE integrity_auditevent DISABLE TRIGGER ALL")


def test_the_app_may_append_by_the_function_only(event, live_db):
    copy = "INSERT INTO integrity_auditevent SELECT * FROM integrity_auditevent"
    with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
        run("DATABASE_URL", live_db, copy)
    with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
        run("DATABASE_URL", live_db, "UPDATE integrity_chainhead SET seq = 0")


def test_the_id_of_a_command_is_written_once(event):
    again = Told(
        command_id=event.command_id,
        command=event.command,
        verb=event.verb,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        subject_label=event.subject_label,
        actor_id=event.actor_id,
        actor_name=event.actor_name,
        at=event.at,
    )
    with pytest.raises(IntegrityError, match="command_id"):
        append(again)


def test_an_event_is_never_saved(event):
    with pytest.raises(TypeError, match="appended by commands"):
        event.save()
