"""Where forms may come from: every name under which browsers reach the system, over https."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def https_origins(hosts: Iterable[str]) -> list[str]:
    """The origins of allowed hosts; `.name` stands for the name and for all names below it."""
    return [f"https://{name}" for host in hosts for name in _names(host)]


def _names(host: str) -> Iterator[str]:
    if host.startswith("."):
        yield f"*{host}"
    yield host.removeprefix(".")
