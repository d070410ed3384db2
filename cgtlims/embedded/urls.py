"""The addresses of the running services, one per database role."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from cgtlims.roles import RoleUrls


@dataclass(frozen=True)
class ServiceUrls(RoleUrls):
    """The database addresses of every role, and the broker's."""

    redis: str

    @property
    def redis_client(self) -> str:
        """The broker's address in the form that redis-py reads (Celery reads `redis`)."""
        return redis_client_url(self.redis)

    def environment(self) -> dict[str, str]:
        """The environment variables by which the project's settings find the services."""
        return {**self.database_environment(), "REDIS_URL": self.redis}


def redis_client_url(url: str) -> str:
    """Translates Celery's `redis+socket://` form into redis-py's `unix://`; others stay."""
    parts = urlsplit(url)
    if parts.scheme != "redis+socket":
        return url
    return f"unix://{parts.path}?db={parts.query.removeprefix('virtual_host=') or '0'}"
