"""A database given from outside is never worked with as a superuser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cgtlims.embedded import ServiceUrls
from cgtlims.roles import (
    RolesError,
    RoleUrls,
    as_role,
    derive_role_urls,
    ensure_roles,
    with_database,
)
from tests.setup.conftest import passwords


@pytest.fixture
def admin(throwaway: ServiceUrls) -> Iterator[psycopg.Connection]:
    """A superuser's connection beside an empty database `outside`."""
    with psycopg.connect(throwaway.admin, autocommit=True) as connection:
        connection.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'")
        connection.execute("CREATE DATABASE outside OWNER guest")
        yield connection
        connection.execute("DROP DATABASE outside WITH (FORCE)")
        connection.execute("DROP OWNED BY guest")
        connection.execute("DROP ROLE guest")
    ensure_roles(throwaway.admin, passwords(throwaway))


@pytest.fixture
def guest(throwaway: ServiceUrls, admin: psycopg.Connection) -> str:
    return with_database(as_role(throwaway.admin, "guest", "guest"), "outside")


def who(url: str) -> tuple[object, ...] | None:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT current_user, current_database()").fetchone()


def test_a_superuser_gets_the_projects_roles(
    throwaway: ServiceUrls, admin: psycopg.Connection, tmp_path: Path
) -> None:
    urls = derive_role_urls(with_database(throwaway.admin, "outside"), tmp_path)
    assert who(urls.app) == ("lims_app", "outside")
    assert who(urls.owner) == ("lims_owner", "outside")


def test_the_passwords_are_kept_for_the_next_time_and_for_this_user_only(
    throwaway: ServiceUrls, admin: psycopg.Connection, tmp_path: Path
) -> None:
    url = with_database(throwaway.admin, "outside")
    assert derive_role_urls(url, tmp_path) == derive_role_urls(url, tmp_path)
    assert [file.stat().st_mode & 0o777 for file in tmp_path.iterdir()] == [0o600]


def test_a_role_without_powers_is_used_as_it_is(guest: str, tmp_path: Path) -> None:
    assert derive_role_urls(guest, tmp_path) == RoleUrls(guest, guest, guest, guest, guest)
    assert list(tmp_path.iterdir()) == []


def test_an_owner_who_may_create_roles_is_enough(
    admin: psycopg.Connection, guest: str, tmp_path: Path
) -> None:
    _forget_the_projects_roles(admin)
    admin.execute("ALTER ROLE guest CREATEROLE CREATEDB")
    assert who(derive_role_urls(guest, tmp_path).app) == ("lims_app", "outside")


def test_rights_that_do_not_suffice_are_named(
    admin: psycopg.Connection, guest: str, tmp_path: Path
) -> None:
    admin.execute("ALTER ROLE guest CREATEROLE")
    admin.execute("ALTER DATABASE outside OWNER TO postgres")
    with pytest.raises(RolesError, match="Accepted are a superuser"):
        derive_role_urls(guest, tmp_path)


def _forget_the_projects_roles(admin: psycopg.Connection) -> None:
    for role in ("lims_app", "lims_partner", "lims_verify", "lims_owner"):
        admin.execute(f"REASSIGN OWNED BY {role} TO postgres")
        admin.execute(f"DROP OWNED BY {role}")
        admin.execute(f"DROP ROLE {role}")
