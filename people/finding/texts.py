"""What words are compared with, and the indexes of PostgreSQL that find it in large tables."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Expression, F, Value
from django.db.models.functions import Concat, Lower

CONFIG = "simple"  # codes and names: no word is cut or left out


def text_of(*fields: str) -> Lower:
    """The fields as one text in small letters."""
    first, *others = fields
    if not others:
        return Lower(first)
    parts: list[Expression | F] = [F(first)]
    for name in others:
        parts += [Value(" "), F(name)]
    return Lower(Concat(*parts))


def vector_of(*fields: str) -> SearchVector:
    """The words of the fields."""
    return SearchVector(text_of(*fields), config=CONFIG)


def text_indexes(name: str, *fields: str) -> tuple[GinIndex, GinIndex]:
    """For `Meta.indexes`: finds parts of the fields, what resembles them, and their words."""
    return (
        GinIndex(OpClass(text_of(*fields), name="gin_trgm_ops"), name=f"{name}_like"),
        GinIndex(vector_of(*fields), name=f"{name}_words"),
    )


def words_query(words: str) -> SearchQuery:
    """Every word begins a word of the text, in any order."""
    return SearchQuery(
        " & ".join(f"{_quoted(word)}:*" for word in words.split()), config=CONFIG, search_type="raw"
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
