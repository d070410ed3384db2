"""What is assembled into one document, and what comes of it. Plain data: no engine is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Bookmark:
    """A line of the reader's outline; `anchor` is the id of an element in any section."""

    title: str
    anchor: str
    children: tuple[Bookmark, ...] = ()


@dataclass(frozen=True)
class About:
    """What the file says of itself; nothing here is read from a clock or made at random."""

    title: str
    language: str
    creator: str
    identifier: str
    at: datetime


@dataclass(frozen=True)
class Assembled:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int
