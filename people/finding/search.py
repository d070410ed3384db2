"""One query for exact codes and one for words, over all kinds; then one a kind that has any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, CharField, Count, FloatField, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast, Lower
from django.db.models.lookups import Exact

from people.finding.kinds import KINDS, Findable, Found, in_order
from people.finding.texts import text_of, vector_of, words_query
from people.models import User

SHOWN = 10


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first few, and how many there are."""

    kind: Findable
    found: list[Found]
    total: int


class Hit(NamedTuple):
    kind: str
    key: str
    rank: float
    total: int


def find_exactly(user: User, readings: Iterable[str]) -> list[tuple[Findable, Found]]:
    """Records with one of these codes, as far as the person may see them; a page once."""
    hits = _hits(_exact(kind, user, tuple(readings)) for kind in in_order())
    pages = {found.url: (kind, found) for kind, found in _read(user, hits)}
    return list(pages.values())


def find_words(user: User, words: str) -> list[Group]:
    """Records whose texts have these words, or something that resembles them, the best first."""
    hits = _hits(_resembling(kind, user, words) for kind in in_order())
    totals = {hit.kind: hit.total for hit in hits}
    groups: dict[str, list[Found]] = defaultdict(list)
    for kind, found in _read(user, hits):
        groups[kind.name].append(found)
    return [Group(KINDS[name], found, totals[name]) for name, found in groups.items()]


def _exact(kind: Findable, user: User, readings: tuple[str, ...]) -> QuerySet[Any, Any]:
    same = [Q(Exact(Lower(code), Lower(Value(one)))) for code in kind.codes for one in readings]
    same += [kind.named(one) for one in readings if kind.named]
    rows = kind.rows(user).filter(reduce(or_, same)).order_by()
    return _told(kind, rows, Value(1.0))[:SHOWN]


def _resembling(kind: Findable, user: User, words: str) -> QuerySet[Any, Any]:
    """Words and parts come before what only resembles them, as after a slip of the finger."""
    rows = kind.rows(user).order_by()
    if not kind.texts:
        near = rows.filter(kind.nearly(words)) if kind.nearly else rows.none()
        return _told(kind, near, Value(1.0))[:SHOWN]
    has_words, has_part = Q(vector=words_query(words)), Q(text__contains=words.lower())
    rows = rows.alias(text=text_of(*kind.texts), vector=vector_of(*kind.texts))
    rows = rows.filter(has_words | has_part | Q(text__trigram_word_similar=words.lower()))
    rank = Case(
        When(text__startswith=words.lower(), then=Value(3.0)),
        When(has_words, then=Value(2.0)),
        When(has_part, then=Value(1.0)),
        default=Value(0.0),
    ) + TrigramWordSimilarity(words.lower(), text_of(*kind.texts))
    best: QuerySet[Any, Any] = _told(kind, rows, rank).order_by("-found_rank", kind.texts[0])
    return best[:SHOWN]


def _told(kind: Findable, rows: QuerySet[Any], rank: Any) -> QuerySet[Any, Any]:
    """Kind, key, rank, and how many there are in all: the same columns of every kind."""
    return rows.annotate(
        found_kind=Value(kind.name),
        found_key=Cast("pk", CharField()),
        found_rank=Cast(rank, FloatField()),
        found_total=Window(Count("*")),
    ).values_list("found_kind", "found_key", "found_rank", "found_total")


def _hits(queries: Iterable[QuerySet[Any, Any]]) -> list[Hit]:
    asked = [query for query in queries if not query.query.is_empty()]
    if not asked:
        return []
    first, *others = asked
    return sorted((Hit(*row) for row in first.union(*others, all=True)), key=_order)


def _order(hit: Hit) -> tuple[int, str, float]:
    return KINDS[hit.kind].place, hit.kind, -hit.rank


def _read(user: User, hits: list[Hit]) -> Iterator[tuple[Findable, Found]]:
    """The records of the hits, in their order."""
    keys: dict[str, list[str]] = defaultdict(list)
    for hit in hits:
        keys[hit.kind].append(hit.key)
    for name, wanted in keys.items():
        kind = KINDS[name]
        rows = {str(row.pk): row for row in kind.rows(user).filter(pk__in=wanted)}
        yield from ((kind, kind.show(rows[key])) for key in wanted if key in rows)
