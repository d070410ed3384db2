"""Records that are signed, and the parts they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from integrity.models.record import Record
from integrity.signatures.meanings import Meaning


@dataclass(frozen=True)
class Deed:
    """What a person did with a record, whether signed or not."""

    meaning: Meaning
    actor_id: UUID
    actor_name: str


class Signable(Record):
    """A record that people sign. A change of its content makes its signatures void.

    Rows of other tables that belong to the content name their way here in `part_of`.
    """

    class Meta:
        abstract = True

    def signed_content(self) -> Mapping[str, Any]:
        """What a signature stands for: everything shown, nothing that a signature itself moves."""
        raise NotImplementedError(f"{type(self).__name__} does not say what is signed.")

    def deeds(self) -> Iterable[Deed]:
        """Who did what so far; nobody checks their own work."""
        return ()
