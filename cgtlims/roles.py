"""The database roles: an owner that migrates, an app that owns nothing, a partner, a verifier.

Everything here can be repeated without harm. What a single table allows beyond the defaults is
said by the migration that makes the table, and is never touched again here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from cgtlims.passwords import new_passwords, stored_passwords

DATABASE = "lims"
OWNER, APP, PARTNER, VERIFY = "lims_owner", "lims_app", "lims_partner", "lims_verify"
LOGIN_ROLES = (OWNER, APP, PARTNER, VERIFY)
EXTENSIONS = ("btree_gist", "pg_trgm", "citext")
LOCK = 5_204_711  # one caller at a time: PostgreSQL refuses two changes of one role at once
POWERS = ("superuser", "createdb", "createrole", "replication", "bypassrls")

# Said by the owner. Rows are never deleted by default: a migration grants DELETE where it may be.
PRIVILEGES = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO lims_app, lims_partner, lims_verify",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO lims_app, lims_partner, lims_verify",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO lims_app",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO lims_app",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO lims_verify",
)


class RolesError(Exception):
    """The given database role cannot make the project's roles; the message says what can."""


@dataclass(frozen=True)
class RoleUrls:
    """One database address per role."""

    app: str
    owner: str
    partner: str
    verify: str
    admin: str

    def by_role(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(RoleUrls)}

    def database_environment(self) -> dict[str, str]:
        """The environment variables that carry the addresses; the app's is DATABASE_URL."""
        return {
            "DATABASE_URL" if role == "app" else f"DATABASE_{role.upper()}_URL": url
            for role, url in self.by_role().items()
        }


def ensure_roles(admin_url: str, passwords: Mapping[str, str], database: str = DATABASE) -> None:
    """Makes the roles and the database, or brings them back to what they should be.

    `admin_url` is that of a superuser, or of a role that may create roles and databases.
    """
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        for role in LOGIN_ROLES:
            _ensure_role(connection, role, passwords[role])
        connection.execute("ALTER ROLE lims_verify SET default_transaction_read_only = on")
        _ensure_database(connection, database)
    ensure_privileges(with_database(admin_url, database), passwords[OWNER])


def ensure_privileges(admin_url: str, owner_password: str) -> None:
    """Extensions and default privileges of the database in `admin_url`, which the owner owns."""
    with psycopg.connect(admin_url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for extension in EXTENSIONS:
            _run(connection, "CREATE EXTENSION IF NOT EXISTS {name}", extension)
    with psycopg.connect(as_role(admin_url, OWNER, owner_password)) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        database = sql.Identifier(connection.info.dbname)
        for statement in PRIVILEGES:
            connection.execute(sql.SQL(statement).format(database=database))


def role_urls(admin_url: str, passwords: Mapping[str, str]) -> RoleUrls:
    """The addresses of all roles at the database that `admin_url` names."""
    return RoleUrls(
        app=as_role(admin_url, APP, passwords[APP]),
        owner=as_role(admin_url, OWNER, passwords[OWNER]),
        partner=as_role(admin_url, PARTNER, passwords[PARTNER]),
        verify=as_role(admin_url, VERIFY, passwords[VERIFY]),
        admin=admin_url,
    )


def derive_role_urls(url: str, data_dir: Path) -> RoleUrls:
    """The addresses to work with when a database is given from outside.

    A role that may create roles is never worked with: the project's roles are made there, the
    database becomes the owner role's, and the passwords stay in the data folder. A role
    without such powers is used as it is, for everything.
    """
    if not _may_create_roles(url):
        return RoleUrls(app=url, owner=url, partner=url, verify=url, admin=url)
    passwords = _kept_passwords(url, data_dir)
    try:
        ensure_roles(url, passwords, database_of(url))
    except psycopg.errors.InsufficientPrivilege as error:
        raise RolesError(
            "The role in DATABASE_URL may create roles, but it lacks another right: "
            f"{error.diag.message_primary}. Accepted are a superuser, the owner of the database "
            "with CREATEROLE and CREATEDB, or a role without special rights."
        ) from error
    return role_urls(url, passwords)


def as_role(url: str, role: str, password: str) -> str:
    """The same database, entered as another role."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    query = [(k, v) for k, v in parse_qsl(parts.query) if k not in {"user", "password"}]
    return urlunsplit(
        parts._replace(
            netloc=f"{quote(role, safe='')}:{quote(password, safe='')}@{place}",
            query=urlencode(query, safe="/", quote_via=quote),
        )
    )


def with_database(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(database, safe='')}"))


def database_of(url: str) -> str:
    """The database that the driver would open, which without a name is the role's own."""
    with psycopg.connect(url) as connection:
        return connection.info.dbname


def _ensure_role(connection: psycopg.Connection, role: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if not known:
        _run(connection, "CREATE ROLE {name}", role)
    if _powers(connection, role):
        # Only said when needed: PostgreSQL 15 lets none but superusers say it.
        without = " ".join(f"NO{power.upper()}" for power in POWERS)
        _run(connection, f"ALTER ROLE {{name}} {without}", role)
    # The server gets the SCRAM verifier, so the password can reach no log.
    verifier = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(role), sql.Literal(verifier)
        )
    )


def _ensure_database(connection: psycopg.Connection, database: str) -> None:
    found = connection.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    if found == (OWNER,):
        return
    if "superuser" not in _powers(connection, connection.info.user):
        connection.execute("GRANT lims_owner TO CURRENT_USER")
    if found is None:
        _run(connection, "CREATE DATABASE {name} OWNER lims_owner", database)
    else:
        _run(connection, "ALTER DATABASE {name} OWNER TO lims_owner", database)


def _may_create_roles(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return bool(_powers(connection, connection.info.user) & {"superuser", "createrole"})


def _powers(connection: psycopg.Connection, role: str) -> set[str]:
    row = connection.execute(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
        " FROM pg_roles WHERE rolname = %s",
        [role],
    ).fetchone()
    return {power for power, has in zip(POWERS, row or (), strict=False) if has}


def _kept_passwords(url: str, data_dir: Path) -> dict[str, str]:
    parts = urlsplit(url)
    server = f"{parts.netloc.rpartition('@')[2]}?{parts.query}"
    file = data_dir / f"roles-{hashlib.sha256(server.encode()).hexdigest()[:8]}.json"
    if file.exists():
        return stored_passwords(file)
    data_dir.mkdir(parents=True, exist_ok=True)
    return new_passwords(file, LOGIN_ROLES)


def _run(connection: psycopg.Connection, statement: str, name: str) -> None:
    connection.execute(sql.SQL(statement).format(name=sql.Identifier(name)))
