"""One query over all kinds for exact codes, for words, for slips; then one a kind that has any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
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
NEWEST = 5_000
NEAR = 0.65  # of the three-letter parts of the words


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first few, and how many there are."""

    kind: Findable
    found: list[Found]
    total: int

    def without(self, said: Collection[Found]) -> Group:
        left = [one for one in self.found if one not in said]
        return replace(self, found=left, total=self.total - len(self.found) + len(left))


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


def find_words(user: User, words: str, said: Collection[Found] = ()) -> list[Group]:
    """Records whose texts have these words or this part, those whose code begins so first.

    Those that were `said` already are left out.
    """
    groups = _groups(user, [_with_words(kind, user, words) for kind in in_order()])
    return [left for group in groups if (left := group.without(said)).found]


def find_slips(user: User, words: str) -> list[Group]:
    """Records whose texts resemble the words, as after a slip of the finger, the nearest first."""
    return _groups(user, [_resembling(kind, user, words) for kind in in_order() if kind.texts])


def _groups(user: User, queries: list[QuerySet[Any, Any]]) -> list[Group]:
    hits = _hits(queries)
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


def _with_words(kind: Findable, user: User, words: str) -> QuerySet[Any, Any]:
    rows = kind.rows(user).order_by()
    if not kind.texts:
        near = rows.filter(kind.nearly(words)) if kind.nearly else rows.none()
        return _told(kind, near, Value(1.0))[:SHOWN]
    rows = rows.alias(text=text_of(*kind.texts), found_words=vector_of(*kind.texts))
    # The part is asked for first: it costs PostgreSQL a tenth of what the words cost.
    rows = rows.filter(Q(text__contains=words.lower()) | Q(found_words=words_query(words)))
    begins = Case(When(text__startswith=words.lower(), then=Value(1.0)), default=Value(0.0))
    return _told(kind, rows, begins, by=kind.texts[0])[:SHOWN]


def _resembling(kind: Findable, user: User, words: str) -> QuerySet[Any, Any]:
    """Among the newest only: every row has to be compared, and no index says which is nearest."""
    newest = kind.rows(user).order_by("-pk").values("pk")[:NEWEST]
    near = TrigramWordSimilarity(words.lower(), text_of(*kind.texts))
    rows = kind.rows(user).order_by().filter(pk__in=newest).alias(near=near)
    return _told(kind, rows.filter(near__gte=NEAR), near, by=kind.texts[0])[:SHOWN]


def _told(kind: Findable, rows: QuerySet[Any], rank: Any, by: str = "pk") -> QuerySet[Any, Any]:
    """Kind, key, rank, and how many there are in all: the same columns of every kind."""
    told = rows.annotate(
        found_kind=Value(kind.name),
        found_key=Cast("pk", CharField()),
        found_rank=Cast(rank, FloatField()),
        found_total=Window(Count("*")),
    )
    columns = ("found_kind", "found_key", "found_rank", "found_total")
    ranked: QuerySet[Any, Any] = told.order_by("-found_rank", by).values_list(*columns)
    return ranked


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
