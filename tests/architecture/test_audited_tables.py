"""Every GMP table has the trigger that writes its changes down, told what is personal in it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from integrity.audit.replay import audited_models
from integrity.database.audited import trigger_arguments

ALWAYS = "A"
TRIGGERS = """
SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger
WHERE tgrelid = %s::regclass AND NOT tgisinternal ORDER BY tgname
"""
MODELS = audited_models()


# Rules that one table has beside those of every record.
OF_ITS_OWN = {
    "materials_edge": [
        (
            "materials_edge_no_cycle", ALWAYS,
            "CREATE TRIGGER materials_edge_no_cycle BEFORE INSERT ON public.materials_edge"
            " FOR EACH ROW EXECUTE FUNCTION materials_refuse_cycle()",
        ),
    ],
}  # fmt: skip


def triggers(table: str) -> list[tuple[str, str, str]]:
    """Name, when it fires, and definition of each trigger that somebody put on the table."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS, [connection.ops.quote_name(table)])
        return cursor.fetchall()


def expected(table: str, arguments: list[str]) -> list[tuple[str, str, str]]:
    told = ", ".join(f"'{word}'" for word in arguments)
    on = f"ON public.{table} FOR EACH"
    return [
        (
            "gmp_change", ALWAYS,
            f"CREATE TRIGGER gmp_change AFTER INSERT OR DELETE OR UPDATE {on} ROW"
            f" EXECUTE FUNCTION integrity_write_change({told})",
        ),
        (
            "gmp_never_cut", ALWAYS,
            f"CREATE TRIGGER gmp_never_cut BEFORE TRUNCATE {on} STATEMENT"
            " EXECUTE FUNCTION integrity_refuse_cut()",
        ),
    ]  # fmt: skip


def written_once(table: str) -> list[tuple[str, str, str]]:
    refuse = "EXECUTE FUNCTION integrity_refuse_change()"
    on = f"ON public.{table} FOR EACH"
    return [
        ("never_cut", ALWAYS, f"CREATE TRIGGER never_cut BEFORE TRUNCATE {on} STATEMENT {refuse}"),
        (
            "written_once", ALWAYS,
            f"CREATE TRIGGER written_once BEFORE DELETE OR UPDATE {on} ROW {refuse}",
        ),
    ]  # fmt: skip


def test_it_works(db):
    assert len(MODELS) > 20
    person = {name: told for name, _enabled, told in triggers("people_user")}
    assert (
        "('personal email', 'secret password', 'secret pin', 'secret reset_code')"
        in person["gmp_change"]
    )


@pytest.mark.urs("ANX11D-12")
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_the_table_of_a_record_is_written_by_commands_only(db, model):
    """No condition, no list of columns, on in every mode of a session, for every kind of write."""
    table = model._meta.db_table
    wanted = expected(table, trigger_arguments(model.personal, model.secret))
    wanted += OF_ITS_OWN.get(table, [])
    assert triggers(table) == [*wanted, *(written_once(table) if model.written_once else [])]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_is_personal_or_secret_is_a_column(model):
    columns = {field.column for field in model._meta.concrete_fields}
    assert set(model.personal) | set(model.secret) <= columns
    assert not set(model.personal) & set(model.secret)


@pytest.mark.parametrize(
    "table",
    ["integrity_auditevent", "integrity_rowchange", "integrity_signedhead", "integrity_trailcheck"],
)
def test_the_trail_itself_refuses_whatever_the_session_plays(db, table):
    found = {name: (enabled, told) for name, enabled, told in triggers(table)}
    assert {enabled for enabled, _told in found.values()} == {ALWAYS}
    told = " ".join(told for _enabled, told in found.values())
    assert "BEFORE DELETE OR UPDATE ON" in told
    assert "BEFORE TRUNCATE ON" in told
    assert told.count("EXECUTE FUNCTION integrity_refuse_change()") == 2


def test_no_other_table_calls_itself_audited(db):
    """A trigger left behind on a table without a record would refuse work for no reason."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'gmp_change'")
        found = {table for (table,) in cursor.fetchall()}
    assert found == {model._meta.db_table for model in MODELS}
    assert found < set(connection.introspection.table_names())
    assert apps.get_model("people", "User") in MODELS
