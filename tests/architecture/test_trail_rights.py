"""No login of the system can write, alter or silence the audit trail past its functions."""

from __future__ import annotations

import os

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from cgtlims.roles import APP, PARTNER, VERIFY, with_database
from tests.databases import current

TRAIL = (
    "integrity_auditevent", "integrity_rowchange", "integrity_personalvalue",
    "integrity_chainhead",
)  # fmt: skip
WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES")
BY_COLUMN = ("INSERT", "UPDATE", "REFERENCES")


def ask(question: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


@pytest.mark.urs("ANX11D-12")
@pytest.mark.parametrize("table", TRAIL)
@pytest.mark.parametrize("login", [APP, PARTNER, VERIFY])
def test_no_login_writes_the_trail_directly(db, login, table):
    held = [w for w in WRITES if ask("SELECT has_table_privilege(%s, %s, %s)", login, table, w)]
    of_columns = [
        w for w in BY_COLUMN if ask("SELECT has_any_column_privilege(%s, %s, %s)", login, table, w)
    ]
    assert (held, of_columns) == ([], [])


@pytest.mark.urs("ANX11D-12")
def test_the_app_reads_it_and_appends_by_the_function(db):
    assert all(ask("SELECT has_table_privilege(%s, %s, 'SELECT')", APP, table) for table in TRAIL)
    append = "integrity_append(uuid, text)"
    assert ask("SELECT has_function_privilege(%s, %s, 'EXECUTE')", APP, append)
    assert not ask("SELECT has_function_privilege(%s, %s, 'EXECUTE')", PARTNER, append)


def test_the_app_calls_no_other_function_of_the_trail(db):
    others = (
        "integrity_opened()", "integrity_write_change()", "integrity_refuse_cut()",
        "integrity_commit_to(jsonb, text, text, text, text)",
        "integrity_baseline(regclass, text[])",
    )  # fmt: skip
    callable_ = [
        name
        for name in others
        if ask("SELECT has_function_privilege(%s, %s, 'EXECUTE')", APP, name)
    ]
    assert callable_ == []


@pytest.mark.parametrize("table", ["integrity_signedhead", "integrity_trailcheck"])
def test_signed_heads_and_checks_stay_as_they_were_written(db, table):
    changes = ("UPDATE", "DELETE", "TRUNCATE")
    held = [w for w in changes if ask("SELECT has_table_privilege(%s, %s, %s)", APP, table, w)]
    assert held == []


@pytest.mark.parametrize("login", [APP, PARTNER, VERIFY])
def test_no_login_owns_a_table_or_becomes_who_does(db, login):
    owned = "SELECT count(*) FROM pg_class WHERE relowner = %s::regrole"
    assert ask(owned, login) == 0
    others = "SELECT count(*) FROM pg_roles WHERE rolname <> %s AND pg_has_role(%s, oid, 'MEMBER')"
    assert ask(others, login, login) == 0


SILENCING = (
    "SET session_replication_role = replica",
    "ALTER TABLE integrity_auditevent DISABLE TRIGGER ALL",
    "ALTER TABLE people_user DISABLE TRIGGER gmp_change",
    "DROP TRIGGER gmp_change ON people_user",
    "ALTER FUNCTION integrity_append(uuid, text) SECURITY INVOKER",
    "CREATE OR REPLACE FUNCTION integrity_opened() RETURNS uuid LANGUAGE sql AS"
    " 'SELECT gen_random_uuid()'",
    "CREATE TABLE integrity_shadow (id int)",
    "SET ROLE lims_owner",
)


@pytest.mark.urs("ANX11D-12")
@pytest.mark.parametrize("statement", SILENCING)
@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_PARTNER_URL"])
def test_no_login_silences_the_trail(db, variable, statement):
    url = with_database(os.environ[variable], current())
    with psycopg.connect(url) as session, pytest.raises(errors.InsufficientPrivilege):
        session.execute(statement)
