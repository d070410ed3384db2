"""From connection addresses to Django's DATABASES: one login a role, never a superuser."""

from __future__ import annotations

import os
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from cgtlims.env import Env
from cgtlims.places import data_dir

LOGINS = {
    "default": "DATABASE_URL",  # the app: owns nothing
    "owner": "DATABASE_OWNER_URL",  # migrates
    "partner": "DATABASE_PARTNER_URL",  # partner API, under row security
}
NOWHERE = "postgresql://lims_app@/lims?host=/nonexistent"


def databases(env: Env, *, production: bool) -> dict[str, Any]:
    """One alias a login; outside production the embedded server fills in what is not given."""
    embedded = {} if production else embedded_addresses()
    return {
        alias: database(env, variable, embedded.get(variable), required=production)
        for alias, variable in LOGINS.items()
    }


def embedded_addresses() -> dict[str, str]:
    """Addresses of the embedded services of this checkout, empty before their first start."""
    if os.environ.get("DATABASE_URL"):
        return {}
    from cgtlims.embedded import expected_urls  # production has no embedded binaries to import

    urls = expected_urls(data_dir())
    if urls is None:
        return {}
    return {
        "DATABASE_URL": urls.app,
        "DATABASE_OWNER_URL": urls.owner,
        "DATABASE_PARTNER_URL": urls.partner,
        "REDIS_URL": urls.redis,
    }


def database(env: Env, variable: str, fallback: str | None, *, required: bool) -> dict[str, Any]:
    default = None if required else fallback or NOWHERE
    url = env.url(variable, ("postgresql", "postgres"), default)
    parts = address_parts(env, variable, url) if url.startswith("postgres") else {}
    known = {"dbname", "user", "password", "host", "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "lims"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "connect_timeout": 5,
            **{key: value for key, value in parts.items() if key not in known},
        },
    }


def address_parts(env: Env, variable: str, url: str) -> dict[str, Any]:
    """The parts of an address; its problem is told without the address, which holds a password."""
    try:
        return conninfo_to_dict(url)
    except ProgrammingError:
        env.problems.append(
            f"{variable} is not a PostgreSQL address; accepted is postgresql://user:password@host/name."
        )
        return {}
