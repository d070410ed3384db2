"""What PostgreSQL shows to the partner's login, whatever the code asks."""

from __future__ import annotations

import psycopg
import pytest
from django.db import ProgrammingError, connections, transaction
from django.db.migrations.loader import MigrationLoader

from batches.models import BatchRecord, BatchRendition
from documents.models import Rendition
from people.reading import reading_as
from tests.bookings import ground

TABLES = {
    "batches_batchrecord", "batches_batchrendition", "batches_masterbatchrecord",
    "bookings_booking", "documents_rendition", "materials_product",
}  # fmt: skip
GRANTED = """
SELECT DISTINCT c.relname, p.privilege_type
FROM pg_class c
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
CROSS JOIN LATERAL (
    SELECT * FROM aclexplode(c.relacl) UNION ALL SELECT * FROM aclexplode(a.attacl)
) p
WHERE p.grantee IN ('lims_partner'::regrole, 0) AND c.relnamespace = 'public'::regnamespace
"""


def rows(alias, statement, *values):
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def counted(alias):
    return {table: rows(alias, f"SELECT count(id) FROM {table}")[0][0] for table in TABLES}


def book(*batches):
    for n, one in enumerate(batches):
        ground.requested(ground.room(f"CR0{n + 1}"), client=one.batch.sponsor)


@pytest.mark.urs("ATMP-13.01")
def test_a_partner_reads_its_sponsors_rows_in_every_table(north, halden, people):
    book(north, halden)
    everything = counted("default")
    with reading_as(people["pnorth"]):
        own = counted("partner")
    assert own == {table: count // 2 for table, count in everything.items()}
    assert min(own.values()) > 0


@pytest.mark.urs("ATMP-13.01")
def test_without_a_sponsor_nothing_shows(north, people):
    """Also after a transaction that named one: the setting is then the empty string."""
    nothing = dict.fromkeys(TABLES, 0)
    assert counted("partner") == nothing
    with reading_as(people["pnorth"]):
        pass
    assert rows("partner", "SELECT current_setting('lims.sponsors', true)") == [("",)]
    assert counted("partner") == nothing


def test_a_failed_request_leaves_no_sponsor_behind(north, people):
    with pytest.raises(ZeroDivisionError), reading_as(people["pnorth"]):
        raise ZeroDivisionError
    assert set(counted("partner").values()) == {0}


def test_the_partners_login_holds_select_on_these_tables_and_nothing_else(live_db):
    granted = set(rows("default", GRANTED))
    assert granted == {(table, "SELECT") for table in TABLES}


@pytest.mark.urs("ATMP-13.01")
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT created_by_id FROM batches_batchrecord",
        "SELECT title FROM batches_masterbatchrecord",
        "SELECT id FROM batches_batchstep",
        "SELECT id FROM batches_batchoperation",
        "SELECT id FROM people_user",
        "SELECT id FROM people_organisation",
        "SELECT id FROM batches_entry",
        "SELECT seq FROM integrity_auditevent",
        "SELECT session_key FROM django_session",
        "UPDATE batches_batchrecord SET number = 'X'",
        "DELETE FROM batches_batchrendition",
        "CREATE TABLE mine (id int)",
        "SET ROLE lims_app",
    ],
)
def test_the_partners_login_is_refused_everything_else(live_db, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic("partner"):
        rows("partner", statement)


def test_a_policy_stands_without_those_of_other_tables(north, halden, people):
    """Each table's policy names the sponsor itself: with the others' gone it shows no more."""
    with reading_as(people["pnorth"]):
        own = counted("partner")
    for table in TABLES:
        with connections["owner"].cursor() as cursor:
            for other in TABLES - {table}:
                cursor.execute(f"ALTER TABLE {other} DISABLE ROW LEVEL SECURITY")
        with reading_as(people["pnorth"]):
            assert rows("partner", f"SELECT count(id) FROM {table}") == [(own[table],)], table
        with connections["owner"].cursor() as cursor:
            for other in TABLES - {table}:
                cursor.execute(f"ALTER TABLE {other} ENABLE ROW LEVEL SECURITY")


@pytest.mark.urs("ATMP-13.01")
def test_steps_are_counted_for_the_sponsors_batches_only(north, halden, people):
    both = [north.batch.pk, halden.batch.pk]
    count = "SELECT batch_id, steps, done FROM batches_progress(%s)"
    assert rows("partner", count, both) == []
    with reading_as(people["pnorth"]):
        assert rows("partner", count, both) == [(north.batch.pk, 5, 5)]
    assert len(rows("default", count, both)) == 2


def test_the_app_and_the_verifier_see_all_rows_and_no_one_bypasses(north):
    assert BatchRecord.objects.count() == 1
    assert BatchRendition.objects.exists()
    assert Rendition.objects.exists()
    powers = (
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'lims%%' AND (rolbypassrls OR rolsuper)"
    )
    assert rows("default", powers) == []
    owner = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    assert rows("default", owner) == [("lims_owner",)]


def test_the_migration_can_be_taken_back_and_made_again(live_db):
    """Taken back, no policy and no grant is left; made again, the same ones stand."""
    policies = "SELECT tablename, policyname, qual FROM pg_policies ORDER BY 1, 2"
    before, granted = rows("default", policies), rows("default", GRANTED)
    assert len(before) == 2 * len(TABLES)
    loader = MigrationLoader(None)
    names = (
        ("batches", "0002_partner_row_security"), ("batches", "0006_partner_of_several_sponsors"),
        ("bookings", "0001_bookings"),
    )  # fmt: skip
    operations = [
        operation
        for app, name in names
        for operation in loader.get_migration(app, name).operations
        if app == "batches" or "lims_partner" in str(getattr(operation, "sql", ""))
    ]
    with connections["owner"].schema_editor() as editor:
        for operation in reversed(operations):
            operation.database_backwards("batches", editor, None, None)
    assert rows("default", policies) == rows("default", GRANTED) == []
    with connections["owner"].schema_editor() as editor:
        for operation in operations:
            operation.database_forwards("batches", editor, None, None)
    assert rows("default", policies) == before
    assert sorted(rows("default", GRANTED)) == sorted(granted)


def test_the_verifier_reads_all_and_writes_nothing(north, live_db):
    from tests.databases import environment

    address = environment(live_db).get("DATABASE_VERIFY_URL")
    with psycopg.connect(address, dbname=live_db) as connection:
        assert connection.execute("SELECT count(*) FROM batches_batchrecord").fetchone() == (1,)
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            connection.execute("UPDATE batches_batchrecord SET number = 'X'")
