"""What every GMP record shares."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from uuid_utils import compat

from integrity.lifecycle import Lifecycle
from integrity.versions import Seen


def new_id() -> uuid.UUID:
    """A UUIDv7: unguessable, and in the order of creation, so that indexes stay dense."""
    return compat.uuid7()


class Record(models.Model):
    """A record changed only by commands; `version` counts its changes.

    Rows of one that is `written_once` are not even changed by commands (InsertOnlyTable).

    Columns named in `personal` stand in the audit trail as salted commitments, so that they can
    be erased by law; those in `secret` besides without their value. `part_of` names the foreign
    key to the record that this one is a part of: its changes stand in that record's trail too, and
    make void what was signed there. `who_and_when` names columns that only repeat who changed
    another one and when: a conflict says both already.
    """

    personal: ClassVar[tuple[str, ...]] = ()
    secret: ClassVar[tuple[str, ...]] = ()
    part_of: ClassVar[str] = ""
    who_and_when: ClassVar[tuple[str, ...]] = ()
    written_once: ClassVar[bool] = False
    lifecycle: ClassVar[Lifecycle | None] = None
    _state_read: str | None = None
    seen: Seen | None = None  # by whoever changes it now; see integrity.versions.as_seen

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def lock(self) -> Self:
        """The row as it is now, held until the transaction ends.

        Not its key, which never changes: a foreign key to it is checked at the commit, by who holds
        the trail's head then and must not wait for a row.
        Raises Stale when this one is marked as seen in another version.
        """
        now = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        if self.seen is not None:
            self.seen.compare(now)
        return now

    def store(self) -> None:
        """Writes the change as the next version; called inside commands only.

        Raises Refused when the record's lifecycle does not lead here.
        """
        self.version += 1
        self.save()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.lifecycle is not None:
            self.lifecycle.refuse_unless_allowed(self, self._state_read)
        super().save(*args, **kwargs)
        self._note_state()

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        record = super().from_db(*args, **kwargs)
        record._note_state()
        return record

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self._note_state()

    def _note_state(self) -> None:
        """Remembers the state as it is stored, to know what a change leads from."""
        if self.lifecycle is not None:
            self._state_read = self.__dict__.get(self.lifecycle.field)


def paired(moment: str) -> models.CheckConstraint:
    """Who and when are said together or not at all (Annex 11 12.4): `x_at` and `x_by`."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{moment}_at_and_by",
        condition=models.Q(**{f"{moment}_at__isnull": True, f"{moment}_by__isnull": True})
        | models.Q(**{f"{moment}_at__isnull": False, f"{moment}_by__isnull": False}),
    )
