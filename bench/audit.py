"""What the audit trail costs: one row, many rows, many writers at once."""

from __future__ import annotations

import multiprocessing
import statistics
import time
import uuid
from collections.abc import Iterator

import psycopg
from django.conf import settings
from django.db import connection, connections, transaction

from bench.figures import Figure, at_least, at_most
from bench.timing import median_seconds
from cgtlims.roles import with_database
from integrity.audit.append import Told, open_command
from integrity.models.record import new_id
from people.models import Organisation, OrganisationKind
from tests.cast import NOW
from tests.databases import admin_url, current
from tests.deeds import TEST, made, make_rows

ROUNDS, ROWS, WRITERS, EACH = 400, 500, 8, 60
BARE = "bench_bare_organisation"
COLUMNS = "(id, version, code, name, kind, is_fictitious) VALUES (%s, 1, %s, %s, 'SPONSOR', false)"


def figures() -> Iterator[Figure]:
    """The bare table is the same without triggers: columns, constraints and indexes."""
    with psycopg.connect(with_database(admin_url(), current()), autocommit=True) as superuser:
        superuser.execute(f"CREATE TABLE {BARE} (LIKE people_organisation INCLUDING ALL)")
        superuser.execute(f"GRANT SELECT, INSERT ON {BARE} TO lims_app")
        try:
            yield at_most("command-row-to-bare", one_row(), "times", "2.5")
            audited, bare = many_rows()
            yield at_most("command-500-rows", 1000 * audited, "ms", "250")
            yield at_most("command-500-rows-to-bare", audited / bare, "times", "10")
        finally:
            superuser.execute(f"DROP TABLE {BARE}")
    yield at_least("command-writers-8", writers(), "commands/s", "125")


def one_row() -> float:
    """Database time of a transaction with one row: all that a command sends, against the row."""
    audited, bare = [], []
    for _ in range(ROUNDS):
        bare.append(bare_seconds())
        audited.append(audited_seconds())
    return statistics.median(audited) / statistics.median(bare)


def bare_seconds() -> float:
    values = row()
    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(f"INSERT INTO {BARE} {COLUMNS}", values)
        connection.connection.commit()
        return time.perf_counter() - began


def audited_seconds() -> float:
    """What integrity.running sends, in its order; making the event's text is not the database's."""
    values, command_id = row(), uuid.uuid4()
    told = Told(
        command_id=command_id, command="tests.deeds.make_row", verb="organisation.registered",
        subject_type="people.organisation", subject_id=str(values[0]), subject_label="Northlight",
        actor_id=TEST.id, actor_name=TEST.name, at=NOW,
    )  # fmt: skip
    body = told.body()
    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        open_command(command_id)
        cursor.execute(f"INSERT INTO people_organisation {COLUMNS}", values)
        cursor.execute("SELECT * FROM integrity_append(%s, %s)", [command_id, body])
        cursor.fetchall()
        connection.connection.commit()
        return time.perf_counter() - began


def row() -> tuple[uuid.UUID, str, str]:
    new = new_id()
    return new, new.hex[-20:], "Northlight Therapeutics"


def many_rows() -> tuple[float, float]:
    """Seconds of a command with 500 rows in one statement, and of the same without audit."""
    audited = median_seconds(
        lambda: make_rows(rows=[organisation() for _ in range(ROWS)], by=TEST, at=NOW), 5
    )
    bare = median_seconds(write_many_bare, 5)
    return audited, bare


def write_many_bare() -> None:
    values = [row() for _ in range(ROWS)]
    places = ", ".join(["(%s, 1, %s, %s, 'SPONSOR', false)"] * ROWS)
    columns = COLUMNS.partition(" VALUES")[0]
    with connection.cursor() as cursor:
        given = [value for one in values for value in one]
        cursor.execute(f"INSERT INTO {BARE} {columns} VALUES {places}", given)


def organisation() -> Organisation:
    _id, code, name = row()
    return Organisation(code=code, name=name, kind=OrganisationKind.SPONSOR)


def writers() -> float:
    """Commands a second of eight processes, each with a connection of its own."""
    name = current()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(WRITERS + 1)
    processes = [fork.Process(target=write_in_turn, args=(start, name)) for _ in range(WRITERS)]
    for process in processes:
        process.start()
    start.wait()
    began = time.perf_counter()
    for process in processes:
        process.join()
    return WRITERS * EACH / (time.perf_counter() - began)


def write_in_turn(start: multiprocessing.synchronize.Barrier, name: str) -> None:
    """One row a command, as fast as it goes."""
    settings.DATABASES["default"]["NAME"] = name
    Organisation.objects.exists()
    start.wait()
    for _ in range(EACH):
        _id, code, title = row()
        made(Organisation, code=code, name=title, kind=OrganisationKind.SPONSOR)
