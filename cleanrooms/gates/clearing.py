"""Until when a clearance takes answers and photos."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import RoomUse, UseState
from integrity.refusals import Blocker


def signed_blockers(use: RoomUse) -> Iterator[Blocker]:
    """What is signed stays as it was signed."""
    if use.state != UseState.PREPARED or use.cleared_at is not None:
        yield Blocker(
            "CLEARED_ALREADY",
            _("The clearance of %(use)s is signed, or not needed.") % {"use": use},
            clears=_("Prepare the use again to clear the room anew."),
        )  # fmt: skip
