"""`multiply_twin`: as many days and as much at a time as wanted, in a database that is a twin."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections, transaction

from cgtlims.twin.copying import OWNER
from cgtlims.twin.parts import TWIN_PARTS
from cgtlims.twin.silence import silenced, tables_of

TWIN = "lims_twin"
BANNER = (
    "A TWIN FOR LOAD. Its rows are copies made past the commands: its audit trail is not complete. "
    "Never use it for real records."
)
MOST_DAYS, MOST_SCALE = 3_660, 1_000


class Command(BaseCommand):
    help = "Multiplies the records of the demo facility, once, in a database named as a twin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=365, help="how many days it has then")
        parser.add_argument("--scale", type=int, default=1, help="how much of it at a time")

    def handle(self, *args: Any, days: int, scale: int, **options: Any) -> None:
        refuse_unless_twin()
        if not (1 <= days <= MOST_DAYS and 1 <= scale <= MOST_SCALE):
            raise CommandError(f"Accepted: 1 to {MOST_DAYS} days, a scale of 1 to {MOST_SCALE}.")
        self.stdout.write(BANNER)
        began, total = time.perf_counter(), 0
        with transaction.atomic(using=OWNER), silenced(tables_of(TWIN_PARTS)):
            mark()
            for name, copies in TWIN_PARTS:
                count = sum(one.copy(days, scale) for one in copies)
                self.stdout.write(f"  {count:>12,} {name}")
                total += count
        took = time.perf_counter() - began
        self.stdout.write(f"  {total:>12,} rows in {took:.1f} s, {total / took:,.0f} a second")


def refuse_unless_twin() -> None:
    """Named so, and not multiplied before."""
    name = current()
    if not name.startswith(TWIN):
        raise CommandError(f"“{name}” is no twin. Accepted: a database whose name begins {TWIN}.")
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                       " WHERE datname = current_database()")  # fmt: skip
        if cursor.fetchone() == (BANNER,):
            raise CommandError("This twin is multiplied already. Make it anew: make twin.")


def mark() -> None:
    """The banner stands in the database itself."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            f"COMMENT ON DATABASE {connections[OWNER].ops.quote_name(current())} IS '{BANNER}'"
        )


def current() -> str:
    return str(connections[OWNER].settings_dict["NAME"])
