"""`manage.py make_roles` prepares a server, with the passwords of the secret files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from cgtlims.embedded import ServiceUrls, services
from cgtlims.places import data_dir
from cgtlims.roles import as_role
from tests.deploy.composed import filled_in, own
from tests.deploy.conftest import run

COMMAND = [sys.executable, "manage.py", "make_roles"]
VALUES = {"CGTLIMS_ALLOWED_HOSTS": "lims.invalid", "CGTLIMS_TIME_ZONE": "Europe/Amsterdam"}
FILES = {
    "lims_app": "database_url",
    "lims_owner": "database_owner_url",
    "lims_partner": "database_partner_url",
    "lims_verify": "database_verify_url",
}


@pytest.fixture(scope="module")
def server() -> Iterator[ServiceUrls]:
    """A server of this module's own: the passwords of its roles are changed."""
    with services(data_dir(), ephemeral=True) as urls:
        yield urls


@pytest.fixture
def environment(server: ServiceUrls, secrets: Path) -> dict[str, str]:
    """What compose gives to the service `roles`, with the server's place in its secrets."""
    for role, name in FILES.items():
        rewrite(secrets / name, as_role(server.admin, role, password_in(secrets / name)))
    rewrite(secrets / "database_admin_url", server.admin.replace("/lims?", "/postgres?"))
    return filled_in(own()["roles"], VALUES, secrets)


def rewrite(file: Path, text: str) -> None:
    file.chmod(0o644)
    file.write_text(text)


def password_in(file: Path) -> str:
    return urlsplit(file.read_text()).password or ""


def user_of(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_user").fetchone()
    return str(row[0]) if row else ""


def test_every_role_can_sign_in_with_the_password_of_its_file(environment, secrets):
    for _ in range(2):
        assert "lims and its roles are ready" in run(COMMAND, environment).stdout
        for role, name in FILES.items():
            assert user_of((secrets / name).read_text()) == role


def test_then_migrate_makes_the_tables_as_the_owner(environment, secrets):
    run(COMMAND, environment)
    given = filled_in(own()["migrate"], VALUES, secrets)
    owner = {"DATABASE_OWNER_URL_FILE": str(secrets / "database_owner_url")}
    run([sys.executable, *own()["migrate"]["command"][1:], "--verbosity=0"], {**given, **owner})
    with psycopg.connect((secrets / "database_url").read_text()) as connection:
        owners = connection.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        )
        assert owners.fetchall() == [("lims_owner",)]


def test_everything_wrong_with_the_addresses_is_in_one_error(environment, secrets):
    app, owner = secrets / "database_url", secrets / "database_owner_url"
    rewrite(app, app.read_text().replace("lims_app", "postgres"))
    rewrite(owner, owner.read_text().replace(password_in(owner), "changeme"))
    partner = secrets / "database_partner_url"
    rewrite(partner, partner.read_text().replace("lims_partner", "somebody"))
    (secrets / "database_verify_url").unlink()
    done = run(COMMAND, environment, check=False)
    assert done.returncode == 1
    for said in (
        "DATABASE_URL must be the address of lims_app",
        "The password in DATABASE_OWNER_URL is weak",
        "DATABASE_PARTNER_URL must be the address of lims_partner",
        "DATABASE_VERIFY_URL_FILE cannot be read",
    ):
        assert said in done.stderr
    assert "changeme" not in done.stderr


def test_a_server_that_refuses_is_told_in_a_line(environment, secrets):
    file = secrets / "database_admin_url"
    rewrite(file, file.read_text().replace(password_in(file), "wrong"))
    done = run(COMMAND, environment, check=False)
    assert done.returncode == 1
    assert "The database server refused" in done.stderr
    assert "Traceback" not in done.stderr


def test_nobody_is_the_owner_without_the_password(environment, secrets):
    run(COMMAND, environment)
    for name in ("web", "worker", "beat"):
        assert "DATABASE_OWNER_URL_FILE" not in own()[name]["environment"]
    alone = (
        (secrets / "database_owner_url")
        .read_text()
        .replace(f":{password_in(secrets / 'database_owner_url')}", "")
    )
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(alone, passfile=os.devnull)
