"""Databases of the tests: clones of the migrated one, made by PostgreSQL in a moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections
from psycopg import sql

from cgtlims.roles import with_database

TEMPLATE_LOCK, SCENE_LOCK = 7_001, 7_002
SCENE = "scene_"


def admin_url() -> str:
    return os.environ["CGTLIMS_TEST_ADMIN_URL"]


@contextmanager
def admin() -> Iterator[psycopg.Connection]:
    with psycopg.connect(admin_url(), autocommit=True, dbname="postgres") as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        yield connection


def clone(template: str, name: str) -> str:
    with admin() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER lims_owner").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO lims_app, lims_partner, lims_verify").format(
                sql.Identifier(name)
            )
        )
    return name


def exists(name: str) -> bool:
    with admin() as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def current() -> str:
    """The database that Django's default alias speaks to now."""
    return str(connections["default"].settings_dict["NAME"])


def scene(name: str, of: str, load: Callable[[], None]) -> str:
    """A template with something loaded into it: once a run, by the process that asks first."""
    template = SCENE + name
    with psycopg.connect(admin_url(), autocommit=True, dbname="postgres") as connection:
        connection.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [SCENE_LOCK, name])
        if not exists(template):
            draft = clone(of, f"draft_{template}")
            with used(draft):
                load()
            rename(draft, template)
    return template


def rename(name: str, to: str) -> None:
    with admin() as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(name), sql.Identifier(to)
            )
        )


def forget_scenes() -> None:
    """Those of a run that ended, also of one that was broken off."""
    with admin() as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE datname ~ %s", [f"^(draft_)?{SCENE}"]
        ).fetchall()
    for (name,) in found:
        drop(name)


def drop(name: str) -> None:
    with admin() as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


@contextmanager
def used(name: str) -> Iterator[str]:
    """Every Django alias speaks to this database inside the block."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    point_at(name)
    try:
        yield name
    finally:
        for alias, earlier in before.items():
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = earlier


def point_at(name: str) -> None:
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def environment(name: str) -> dict[str, str]:
    """The environment of a process (web, worker) that works on this database."""
    values = dict(os.environ)
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PARTNER_URL"):
        values[variable] = with_database(values[variable], name)
    return values
