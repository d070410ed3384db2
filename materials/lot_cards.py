"""Cards of a lot's page that higher apps fill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from materials.models import Lot
from people.models import User


@dataclass(frozen=True)
class LotCard:
    """A template and what it shows, as `card`."""

    template: str
    shows: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Lot, User, datetime], LotCard | None]
SOURCES: list[Source] = []


def contribute_lot_card(source: Source) -> Source:
    """Adds a source: given a lot, who looks and when, a card, or none for this person."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def cards_of(lot: Lot, user: User, at: datetime) -> list[LotCard]:
    return [card for source in SOURCES if (card := source(lot, user, at)) is not None]
