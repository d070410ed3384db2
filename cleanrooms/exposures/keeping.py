"""Exposures follow the records that say them; the bodies of commands call `expose`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model

from cleanrooms.models import Exposure

Says = Callable[[Any], Iterable[Exposure]]
Difference = tuple[str, Exposure]
SOURCES: dict[type[Model], tuple[Says, tuple[str, ...]]] = {}
PLACED = ("room_id", "zone_id", "equipment_id", "is_open", "period")
OTHER, MISSING, GONE = "other", "missing", "gone"


def contribute_exposures(model: type[Model], *read_with: str) -> Callable[[Says], Says]:
    """Records of a kind say exposures: the function gives those of one record, not stored.

    `read_with` names the relations that it reads. A higher app adds its own kind, and calls
    `expose` in each command that changes what its records say.
    """

    def added(says: Says) -> Says:
        SOURCES[model] = (says, read_with)
        return says

    return added


def expose(record: Model) -> None:
    """Writes down what the record says was exposed: when it begins, ends, or is voided.

    Called again it changes what differs, and nothing twice. The command has locked the record.
    """
    for difference in compared(record, Exposure.objects.of(record)):
        mend(difference)


def compared(record: Model, stored: Iterable[Exposure]) -> Iterator[Difference]:
    """Where what is stored of the record is not what it says."""
    kept = {_key(one): one for one in stored}
    says, _read_with = SOURCES[type(record)]
    for said in says(record):
        said.source_type, said.source_id = record._meta.label_lower, record.pk
        known = kept.pop(_key(said), None)
        if known is None:
            yield MISSING, said
        elif _placed(known) != _placed(said):
            said.pk = known.pk
            yield OTHER, said
    yield from ((GONE, one) for one in kept.values())


def mend(difference: Difference) -> None:
    """Stores what the record says."""
    kind, one = difference
    if kind == GONE:
        one.delete()
    elif kind == MISSING:
        one.save(force_insert=True)
    else:
        one.save(force_update=True)


def _key(one: Exposure) -> tuple[Any, ...]:
    return one.lot_id, one.number, one.container_id, one.person_id


def _placed(one: Exposure) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in PLACED)
