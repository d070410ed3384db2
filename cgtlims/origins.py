"""Every name under which browsers reach the system, over https: for forms, and for letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def https_origins(hosts: Iterable[str]) -> list[str]:
    """The origins of allowed hosts; `.name` stands for the name and for all names below it."""
    return [f"https://{name}" for host in hosts for name in _names(host)]


def site_url(hosts: Iterable[str]) -> str:
    """Where letters lead to, unless it is said: the first name that is a name of one host."""
    return next((origin for origin in https_origins(hosts) if "*" not in origin), "")


def _names(host: str) -> Iterator[str]:
    if host.startswith("."):
        yield f"*{host}"
    yield host.removeprefix(".")
