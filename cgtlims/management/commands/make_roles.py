"""Makes the database and its roles on a server given from outside; run before `migrate`.

Each role gets the password that its own address carries, so that a secret is written down once.
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from psycopg.conninfo import conninfo_to_dict

from cgtlims.env import SECRET_LENGTH, WEAK_WORDS, Env, SettingsError
from cgtlims.roles import APP, OWNER, PARTNER, VERIFY, ensure_roles

ADMIN = "DATABASE_ADMIN_URL"
ADDRESSES = {
    APP: "DATABASE_URL",
    OWNER: "DATABASE_OWNER_URL",
    PARTNER: "DATABASE_PARTNER_URL",
    VERIFY: "DATABASE_VERIFY_URL",
}
SCHEMES = ("postgresql", "postgres")


class Command(BaseCommand):
    help = "Makes the database and its roles, or brings them back to what they should be."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Repeating it changes nothing, except that a changed password takes effect."""
        try:
            admin, passwords, database = read(Env())
            ensure_roles(admin, passwords, database)
        except SettingsError as error:
            raise CommandError(str(error)) from error
        except psycopg.Error as error:
            raise CommandError(f"The database server refused: {error}") from error
        self.stdout.write(f"The database {database} and its roles are ready.")


def read(env: Env) -> tuple[str, dict[str, str], str]:
    """The administrator's address, each role's password and the database they all name.

    Raises SettingsError with everything that is wrong in any of the addresses.
    """
    admin = env.url(ADMIN, SCHEMES)
    given = {role: parts(env, name) for role, name in ADDRESSES.items()}
    found = {role: its for role, its in given.items() if its is not None}
    env.problems += [fault for role, its in found.items() if (fault := fault_of(role, its))]
    databases = {its.get("dbname", "") for its in found.values()}
    if len(databases) > 1:
        env.problems.append(f"The addresses name different databases: {sorted(databases)}.")
    env.refuse_if_problems()
    return admin, {role: its["password"] for role, its in found.items()}, databases.pop()


def parts(env: Env, name: str) -> dict[str, str] | None:
    """The parts of an address, or None when a problem of it was noted."""
    noted = len(env.problems)
    url = env.url(name, SCHEMES)
    if len(env.problems) > noted:
        return None
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError as error:
        env.problems.append(f"{name} is not a PostgreSQL address: {error}".strip())
        return None


def fault_of(role: str, found: dict[str, str]) -> str:
    """What is wrong with the address of a role, or nothing."""
    name, password = ADDRESSES[role], found.get("password", "")
    if found.get("user") != role or not found.get("dbname"):
        return f"{name} must be the address of {role} at a named database."
    if len(password) < SECRET_LENGTH or any(word in password.lower() for word in WEAK_WORDS):
        return f"The password in {name} is weak: {SECRET_LENGTH} random characters are accepted."
    return ""
