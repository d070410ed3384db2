"""Which lots were at a place: told by the part that knows uses of rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from cleanrooms.exposures.places import Place
from materials.models import Lot

Source = Callable[[Place, datetime, datetime], Iterable[Lot]]
SOURCES: list[Source] = []


def contribute_lots_present(source: Source) -> Source:
    """Adds a source: given a room, zone or device and a period, the lots that were there."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def lots_present(place: Place, since: datetime, until: datetime) -> list[Lot]:
    """Each lot once, by number; none while nobody knows."""
    found = {lot.pk: lot for source in SOURCES for lot in source(place, since, until)}
    return sorted(found.values(), key=lambda lot: lot.number)
