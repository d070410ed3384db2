"""Records that get labels: the app that owns a kind says what stands on them, and who prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from documents.labels.fields import OF_EVERY_LABEL
from integrity.models import Record
from people.models import User


@dataclass(frozen=True)
class Labelled:
    """A kind of record with labels.

    `names` are the fields that a template may use, with what they mean; `values` gives all of
    them for one record, empty where it has none. `rows` are those a person may see, `page` is
    where one of them is shown. A record of several things that get a label each gives them by
    `each`, and `templates` is the kind of those, whose templates are used.
    """

    title: Any
    names: Mapping[str, Any]
    values: Callable[[Any], dict[str, str]]
    rows: Callable[[User], QuerySet[Any]]
    page: Callable[[Any], str]
    each: Callable[[Any], Sequence[Any]] = lambda record: [record]
    templates: str = ""

    def all_values(self, record: Record) -> list[dict[str, str]]:
        """What stands on the labels of a record, one of each thing."""
        return [self.values(one) for one in self.each(record)]

    @property
    def fields(self) -> dict[str, Any]:
        return {**self.names, **OF_EVERY_LABEL}


LABELLED: dict[str, Labelled] = {}


def contribute_labels(model: type[Record], labelled: Labelled) -> None:
    """From now on records of this kind get labels; called from an app's contributions.py."""
    LABELLED[model._meta.label_lower] = labelled


def seen_by(user: User, kind: str, key: UUID) -> Any:
    """The record, if it is of a kind with labels and this person may see it; else nothing."""
    labelled = LABELLED.get(kind)
    return labelled.rows(user).filter(pk=key).first() if labelled else None


def templates_for(kind: str) -> str:
    """The kind whose templates label records of this one."""
    return LABELLED[kind].templates or kind


def of(record: Record) -> Labelled:
    return LABELLED[record._meta.label_lower]
