"""What an assessment of two products in one room never allows."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.use import containment_blockers, vectors_meet
from cleanrooms.models import Sharing
from integrity.gates import gate
from integrity.refusals import Blocker


@gate
def sharing_blockers(sharing: Sharing) -> Iterator[Blocker]:
    """Two vectors are never together, whatever an assessment says; the room contains both."""
    first, second = sharing.product, sharing.other
    if vectors_meet(first, second):
        yield Blocker(
            "VECTORS_MEET",
            _("%(first)s is made with %(one)s and %(second)s with %(two)s.")
            % {
                "first": first.code, "one": first.vector, "second": second.code,
                "two": second.vector,
            },
            clears=_("Different vectors never share a room."), field="other",
        )  # fmt: skip
    yield from containment_blockers(sharing.room, product=first)
    if second.pk != first.pk:
        yield from containment_blockers(sharing.room, product=second)
    if sharing.valid_until < sharing.valid_from:
        yield Blocker(
            "ENDS_TOO_EARLY", _("This would end before it begins."),
            clears=_("Accepted: a later day."), field="valid_until",
        )  # fmt: skip
