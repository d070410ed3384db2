"""Every address that the resolver knows, by name; where a word in it says what is done, each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import URLPattern, URLResolver, get_resolver

from materials.web.container_deeds import DEEDS as CONTAINER_DEEDS
from materials.web.lot_deeds import DEEDS as LOT_DEEDS
from people.web.endings import ENDINGS
from people.web.person_deeds import DEEDS

SEEN_BY_GET = ("GET", "HEAD")
METHODS = (*SEEN_BY_GET, "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Routes of which one parameter says what is done, by whom it may be: each word is asked.
DEEDS_OF = {
    "person-deed": ("name", tuple(DEEDS)),
    "people-ending": ("name", tuple(ENDINGS)),
    "lot-deed": ("name", tuple(LOT_DEEDS)),
    "container-deed": ("name", tuple(CONTAINER_DEEDS)),
}


@dataclass(frozen=True)
class Route:
    """`address` is how the patterns spell it; `parameters` are what it needs to be reversed.

    `given` are those that the route's name says already: person-deed/close.
    """

    name: str
    address: str
    parameters: frozenset[str]
    given: tuple[tuple[str, str], ...] = ()

    @property
    def view(self) -> str:
        """The name by which the resolver knows it."""
        return self.name.partition("/")[0] if self.given else self.name

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    found = _walk(get_resolver(), "/", "", frozenset())
    return [one for route in found for one in _by_deed(route)]


def _by_deed(route: Route) -> Iterator[Route]:
    if route.name not in DEEDS_OF:
        yield route
        return
    parameter, words = DEEDS_OF[route.name]
    for word in words:
        yield replace(
            route,
            name=f"{route.name}/{word}",
            address=route.address.replace(f"<slug:{parameter}>", word),
            given=((parameter, word),),
        )


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
