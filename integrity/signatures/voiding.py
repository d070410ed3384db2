"""A change of what was signed makes the signature void, in the change's own transaction."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps

from integrity.actors import Actor
from integrity.frames import say
from integrity.models import Record, RowChange, Signable, Signature, SignatureVoid
from integrity.signatures.content import changed_since_shown, content_hash

Lookup = tuple[str, type[Signable]]


def changed_signatures(
    command_ids: Collection[Any], tables: Iterable[str]
) -> Iterator[tuple[Signature, str]]:
    """Standing signatures whose record's content is another now, each with the hash it has now.

    Called when the trail's head is held, so that whoever was there before has committed. Reads
    nothing when none of the tables belongs to what people sign. Refused when what the running
    commands signed is another content by now: somebody wrote in between without its lock.
    """
    touched = [table for table in tables if table in signed_tables()]
    if not touched:
        return
    for model, keys in _owners(command_ids, touched).items():
        standing = Signature.objects.standing().filter(
            subject_type=model._meta.label_lower, subject_id__in=keys
        )
        records = model._default_manager.in_bulk({one.subject_id for one in standing})
        now = {key: content_hash(record) for key, record in records.items()}
        for signature in standing:
            if now[signature.subject_id] == signature.content_hash:
                continue
            if _is_of(signature, command_ids):
                raise changed_since_shown(records[signature.subject_id])
            yield signature, now[signature.subject_id]


def void_signature(
    *, signature: Signature, content: str, change: uuid.UUID, by: Actor, at: datetime
) -> Signature:
    """The body of the command that marks one signature; run by `integrity.running` only."""
    SignatureVoid.objects.create(
        signature=signature, at=at, actor_id=by.id, actor_name=by.display_name, change=change,
        content_hash=content,
    )  # fmt: skip
    say(
        "signature.voided",
        about=signature,
        details={
            "change": change,
            "meaning": signature.meaning,
            "signer": {"id": signature.signer_id, "name": signature.signer_name},
            "subject": {"id": signature.subject_id, "type": signature.subject_type},
        },
    )
    return signature


@cache
def signed_tables() -> dict[str, tuple[type[Record], list[Lookup]]]:
    """Tables whose rows count for a signature: their model, and the ways up to what is signed."""
    found = {}
    for model in apps.get_models():
        if issubclass(model, Record) and (ways := list(_ways_up(model))):
            found[model._meta.db_table] = (model, ways)
    return found


def _ways_up(model: type[Record]) -> Iterator[Lookup]:
    way = "pk"
    while True:
        if issubclass(model, Signable):
            yield way, model
        if not model.part_of:
            return
        way = model.part_of if way == "pk" else f"{way}__{model.part_of}"
        model = model._meta.get_field(model.part_of).related_model  # type: ignore[assignment]


def _owners(
    command_ids: Collection[Any], tables: list[str]
) -> dict[type[Signable], set[uuid.UUID]]:
    rows = RowChange.objects.filter(event__in=command_ids, table__in=tables)
    by_table: dict[str, set[str]] = defaultdict(set)
    for table, row_id in rows.values_list("table", "row_id"):
        by_table[table].add(row_id)
    found: dict[type[Signable], set[uuid.UUID]] = defaultdict(set)
    for table, row_ids in by_table.items():
        model, ways = signed_tables()[table]
        if [way for way, _owner in ways] == ["pk"]:
            found[ways[0][1]] |= {uuid.UUID(row_id) for row_id in row_ids}
            continue
        owners = model._default_manager.filter(pk__in=row_ids)
        for keys in owners.values_list(*(way for way, _owner in ways)):
            for key, (_way, owner) in zip(keys, ways, strict=True):
                found[owner].add(key)
    return found


def _is_of(signature: Signature, command_ids: Collection[Any]) -> bool:
    return RowChange.objects.filter(
        table=Signature._meta.db_table, row_id=str(signature.pk), event__in=command_ids
    ).exists()
