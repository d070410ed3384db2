"""What a document can govern: work that nobody does without being trained on it.

Steps of a batch name their procedures themselves. What keeps people safe, such as placing a hold
or raising a deviation, is never kept from anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from documents.models import DocumentVersion
from documents.trained import with_training
from documents.training_gates import untrained_blockers
from integrity.refusals import Blocker
from people.models import User
from people.permissions import Permission

ACTIVITIES = (
    Permission.RECEIVE_MATERIAL,
    Permission.USE_MATERIAL,
    Permission.COUNT_STOCK,
    Permission.RELEASE_LOT,
    Permission.LIFT_HOLD,
    Permission.CHANGE_ROOM_STATE,
    Permission.USE_ROOM,
    Permission.CHECK_ROOM,
    Permission.CREATE_BATCH,
    Permission.RECORD_RESULT,
    Permission.WRITE_SPECIFICATION,
    Permission.PRINT_LABEL,
    Permission.ISSUE_FORM,
)


def labels_of(codes: Collection[str]) -> list[str]:
    """In words, in the order of the enum."""
    return [str(one.label) for one in ACTIVITIES if one in codes]


def trained_for(by: Any, *, permission: str, at: datetime) -> Iterable[Blocker]:
    """Who does it is trained on every effective document that governs it (21 CFR 11.10(i)).

    Nothing governs it: nothing is asked. The same for services, which do not read.
    """
    if permission not in ACTIVITIES or not isinstance(by, User):
        return
    governing = DocumentVersion.objects.effective().filter(document__governs__contains=[permission])
    if not governing.exists():  # most work: the question below takes long to put together
        return
    known = with_training(governing, by, at).filter(is_trained=False).select_related("document")  # type: ignore[misc]
    for version in known.order_by("document__code"):
        yield from untrained_blockers(version, by=by, at=at)
