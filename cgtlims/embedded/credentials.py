"""The passwords of the embedded database: random, made once, readable by this user only."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from cgtlims.embedded.errors import EmbeddedError
from cgtlims.embedded.home import Home
from cgtlims.embedded.urls import ServiceUrls
from cgtlims.passwords import new_passwords, stored_passwords
from cgtlims.roles import DATABASE, LOGIN_ROLES, role_urls

SUPERUSER = "postgres"


def expected_urls(data_dir: Path) -> ServiceUrls | None:
    """The addresses that the services of a data folder have while they run.

    None before the first start, when there are no passwords yet.
    """
    home = Home(data_dir)
    if not home.credentials.exists():
        return None
    return service_urls(home, stored_passwords(home.credentials))


def service_urls(home: Home, passwords: dict[str, str]) -> ServiceUrls:
    roles = role_urls(admin_url(home, passwords, DATABASE), passwords)
    broker = f"redis+socket://{quote(str(home.valkey_socket))}?virtual_host=0"
    return ServiceUrls(**roles.by_role(), redis=broker)


def admin_url(home: Home, passwords: dict[str, str], database: str) -> str:
    host = quote(str(home.postgres_socket))
    return f"postgresql://{SUPERUSER}:{quote(passwords[SUPERUSER])}@/{database}?host={host}"


def passwords_for(home: Home) -> dict[str, str]:
    """The stored passwords, or new ones for a data folder without a database."""
    if home.credentials.exists():
        return stored_passwords(home.credentials)
    if home.postgres.exists():
        raise EmbeddedError(
            f"{home.credentials} is missing, so the database in {home.postgres} cannot be opened. "
            f"Put the file back, or remove {home.postgres} to begin with an empty database."
        )
    return new_passwords(home.credentials, [SUPERUSER, *LOGIN_ROLES])
