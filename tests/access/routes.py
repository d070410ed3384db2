"""Every address that the resolver knows, by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

SEEN_BY_GET = ("GET", "HEAD")
METHODS = (*SEEN_BY_GET, "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Route:
    """`address` is how the patterns spell it; `parameters` are what it needs to be reversed."""

    name: str
    address: str
    parameters: frozenset[str]

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    return list(_walk(get_resolver(), "/", "", frozenset()))


def _walk(
    resolver: URLResolver, before: str, space: str, parameters: frozenset[str]
) -> Iterator[Route]:
    for found in resolver.url_patterns:
        address = before + str(found.pattern)
        needed = parameters | set(found.pattern.converters) | _groups(found)
        if isinstance(found, URLResolver):
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from _walk(found, address, inner, frozenset(needed))
        elif isinstance(found, URLPattern):
            yield Route(f"{space}{found.name or address}", address, frozenset(needed))


def _groups(found: URLPattern | URLResolver) -> set[str]:
    regex = getattr(found.pattern, "regex", None)
    return set(regex.groupindex) if regex is not None else set()
