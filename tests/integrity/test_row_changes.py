"""PostgreSQL writes every change down, and refuses those that no command makes."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from decimal import Decimal

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg import errors

from cgtlims.roles import with_database
from integrity.audit.append import open_command
from integrity.models import PersonalValue, RowChange
from materials.models import Product
from people.models import Organisation, User
from qc import models as qc
from tests.deeds import changed, made, said
from tests.integrity.deeds import merge, rename, try_to_rename

OUTSIDE = "changed by commands only"


def diffs(row) -> list[dict]:
    found = RowChange.objects.filter(table=row._meta.db_table, row_id=str(row.pk))
    return [json.loads(change.diff) for change in found.order_by("id")]


def test_it_works(northlight, clerk, now):
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    first, second = diffs(northlight)
    assert (first["op"], first["old"]) == ("INSERT", None)
    assert first["new"]["code"] == "NORTHLIGHT"
    assert second == {
        "op": "UPDATE",
        "old": {"name": "Northlight", "version": 1},
        "new": {"name": "Polar", "version": 2},
    }


def test_the_event_carries_the_digest_of_its_changes(northlight, clerk, now):
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    event = said().get()
    change = event.changes.get()
    lines = f"{change.table} {change.row_id} {change.diff}"
    assert event.told["altered"] == hashlib.sha256(lines.encode()).hexdigest()


def test_every_command_has_its_own_changes(northlight, clerk, now):
    other = made(Organisation, code="HALDEN", name="Halden", kind="SPONSOR")
    merge(into=northlight, other=other, by=clerk, helper=clerk, at=now)
    inner = said().filter(verb="organisation.renamed").order_by("seq")
    assert [event.changes.get().row_id for event in inner] == [str(other.pk), str(northlight.pk)]
    assert said().get(verb="organisation.merged").changes.count() == 0


def test_what_a_failed_command_wrote_is_not_in_the_trail(northlight, clerk, now):
    try_to_rename(organisation=northlight, names=["Regretted", "Polar"], by=clerk, at=now)
    assert [diff["new"].get("name") for diff in diffs(northlight)] == ["Northlight", "Polar"]


def test_a_number_that_is_equal_but_stated_otherwise_is_a_change(northlight):
    product = made(Product, code="CART-CD19", name="CAR-T", sponsor=northlight, is_autologous=True)
    criterion = made(
        qc.AcceptanceCriterion,
        specification=made(qc.Specification, code="SPEC", revision=1, product=product),
        method=made(qc.TestMethod, code="FLOW", title="Flow cytometry"),
        sequence=1,
        test="Viability",
        lower=Decimal("98.0"),
    )
    changed(criterion, lower=Decimal("98.00"))
    assert '"lower": 98.00' in RowChange.objects.filter(row_id=str(criterion.pk)).last().diff


def test_a_write_that_changes_nothing_leaves_nothing(northlight):
    changed(northlight, name="Northlight")
    assert len(diffs(northlight)) == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: type(row).objects.update(name="Polar"),
        lambda row: type(row).objects.create(code="X", name="X", kind="SPONSOR"),
        lambda row: connection.cursor().execute("UPDATE people_organisation SET name = 'Polar'"),
    ],
    ids=["save", "update", "create", "raw SQL"],
)
def test_a_write_outside_a_command_is_refused(northlight, write):
    northlight.name = "Polar"
    with pytest.raises(ProgrammingError, match=OUTSIDE), transaction.atomic():
        write(northlight)
    northlight.refresh_from_db()
    assert northlight.name == "Northlight"


@pytest.mark.parametrize("login", ["DATABASE_URL", "DATABASE_OWNER_URL", "CGTLIMS_TEST_ADMIN_URL"])
def test_at_the_prompt_of_the_database_it_is_refused_too(live_db, northlight, login):
    url = with_database(os.environ[login], live_db)
    update = "UPDATE people_organisation SET name = 'Polar'"
    with (
        psycopg.connect(url) as session,
        pytest.raises(errors.InsufficientPrivilege, match=OUTSIDE),
    ):
        session.execute(update)
    with psycopg.connect(url) as session:
        session.execute("SELECT set_config('lims.command', %s, true)", [str(uuid.uuid4())])
        session.execute(update)
        with pytest.raises(errors.ForeignKeyViolation, match="command_id"):
            session.commit()
    northlight.refresh_from_db()
    assert northlight.name == "Northlight"


@pytest.mark.parametrize("login", ["DATABASE_OWNER_URL", "CGTLIMS_TEST_ADMIN_URL"])
def test_a_table_is_not_cut_off(live_db, northlight, login):
    url = with_database(os.environ[login], live_db)
    with (
        psycopg.connect(url) as session,
        pytest.raises(errors.InsufficientPrivilege, match="never cut off"),
    ):
        session.execute("TRUNCATE people_organisation CASCADE")


def test_a_command_that_ended_changes_nothing_any_more(northlight, clerk, now):
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    with pytest.raises(ProgrammingError, match="has ended"), transaction.atomic():
        open_command(said().get().command_id)
        Organisation.objects.update(name="Boreal")


def test_after_a_command_the_rest_of_a_transaction_writes_nothing(northlight, clerk, now):
    with pytest.raises(ProgrammingError, match=OUTSIDE), transaction.atomic():
        rename(organisation=northlight, name="Polar", by=clerk, at=now)
        Organisation.objects.update(name="Boreal")


def test_the_identity_of_a_record_is_never_changed(northlight):
    with pytest.raises(ProgrammingError, match="identity"), transaction.atomic():
        changed(northlight, id=uuid.uuid4())


def test_a_personal_value_stands_in_the_trail_as_a_commitment(db):
    person = made(User, username="jvermaat", display_name="J", email="joris@example.org")
    kept = diffs(person)[0]["new"]["email"]
    assert kept.startswith("sha256:")
    clear = PersonalValue.objects.get(commitment=kept.removeprefix("sha256:"))
    assert (clear.table, clear.row_id, clear.column) == ("people_user", str(person.pk), "email")
    assert clear.value == "joris@example.org"
    salted = f"{clear.salt}{clear.value}".encode()
    assert hashlib.sha256(salted).hexdigest() == clear.commitment


def test_of_a_secret_not_even_the_value_is_kept(db):
    person = made(User, username="jvermaat", display_name="J", password="argon2$hash")
    kept = diffs(person)[0]["new"]["password"]
    clear = PersonalValue.objects.get(commitment=kept.removeprefix("sha256:"))
    assert clear.value is None
    assert hashlib.sha256(f"{clear.salt}argon2$hash".encode()).hexdigest() == clear.commitment
    assert "argon2" not in str(list(RowChange.objects.values_list("diff")))
