"""What every GMP record shares."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from uuid_utils import compat


def new_id() -> uuid.UUID:
    """A UUIDv7: unguessable, and in the order of creation, so that indexes stay dense."""
    return compat.uuid7()


class Record(models.Model):
    """A record changed only by commands; `version` counts its changes.

    Columns named in `personal` stand in the audit trail as salted commitments, so that they can
    be erased by law; those in `secret` besides without their value. `part_of` names the foreign
    key to the record that this one is a part of: its changes stand in that record's trail too.
    """

    personal: ClassVar[tuple[str, ...]] = ()
    secret: ClassVar[tuple[str, ...]] = ()
    part_of: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def lock(self) -> Self:
        """The row as it is now, held until the transaction ends."""
        return type(self)._default_manager.select_for_update().get(pk=self.pk)

    def store(self) -> None:
        """Writes the change as the next version; called inside commands only."""
        self.version += 1
        self.save()


def paired(moment: str) -> models.CheckConstraint:
    """Who and when are said together or not at all (Annex 11 12.4): `x_at` and `x_by`."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{moment}_at_and_by",
        condition=models.Q(**{f"{moment}_at__isnull": True, f"{moment}_by__isnull": True})
        | models.Q(**{f"{moment}_at__isnull": False, f"{moment}_by__isnull": False}),
    )
