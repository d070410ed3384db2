from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle


class BookingState(models.TextChoices):
    REQUESTED = "REQUESTED", _("Requested")
    APPROVED = "APPROVED", _("Approved")
    REFUSED = "REFUSED", _("Refused")
    CANCELLED = "CANCELLED", _("Cancelled")
    BEGUN = "BEGUN", _("Begun")
    NO_SHOW = "NO_SHOW", _("No-show")
    DONE = "DONE", _("Done")

    @property
    def sign(self) -> str:
        return SIGNS.get(self, "neutral")


REQUESTED, APPROVED, BEGUN = BookingState.REQUESTED, BookingState.APPROVED, BookingState.BEGUN
REFUSED, CANCELLED = BookingState.REFUSED, BookingState.CANCELLED
NO_SHOW, DONE = BookingState.NO_SHOW, BookingState.DONE
TAKING = (APPROVED, BEGUN, DONE)  # what takes its slot
AHEAD = (REQUESTED, APPROVED)

SIGNS: dict[str, str] = {
    REQUESTED: "hold",
    APPROVED: "info",
    REFUSED: "action",
    BEGUN: "progress",
    NO_SHOW: "alert",
    DONE: "ok",
}

LIFECYCLE = Lifecycle(
    BookingState,
    first=REQUESTED,
    moves={
        REQUESTED: {APPROVED, REFUSED, CANCELLED},
        APPROVED: {BEGUN, NO_SHOW, CANCELLED},
        BEGUN: {DONE},
    },
)
