from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle


class RoomState(models.TextChoices):
    """Clean hold is cleaned and not checked yet; clean is checked; each holds for a time."""

    CLEAN = "CLEAN", _("Clean")
    IN_USE = "IN_USE", _("In use")
    TO_BE_CLEANED = "TO_BE_CLEANED", _("To be cleaned")
    CLEANING = "CLEANING", _("Cleaning")
    CLEAN_HOLD = "CLEAN_HOLD", _("Clean hold")
    EXPIRED = "EXPIRED", _("Clean hold expired")
    OUT_OF_SERVICE = "OUT_OF_SERVICE", _("Out of service")
    UNDER_QUALIFICATION = "UNDER_QUALIFICATION", _("Under qualification")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return SIGNS[self]

    @property
    def icon(self) -> str:
        """The symbol that shows it: its sign's, unless it has one of its own."""
        return ICONS.get(self, self.sign)

    @property
    def is_shut(self) -> bool:
        """No work in it until somebody takes it back into service."""
        return self in SHUT


CLEAN, IN_USE = RoomState.CLEAN, RoomState.IN_USE
TO_BE_CLEANED, CLEANING = RoomState.TO_BE_CLEANED, RoomState.CLEANING
CLEAN_HOLD, EXPIRED = RoomState.CLEAN_HOLD, RoomState.EXPIRED
OUT, QUALIFYING = RoomState.OUT_OF_SERVICE, RoomState.UNDER_QUALIFICATION
SHUT = frozenset({OUT, QUALIFYING})

SIGNS: dict[str, str] = {
    CLEAN: "ok",
    IN_USE: "progress",
    TO_BE_CLEANED: "neutral",
    CLEANING: "info",
    CLEAN_HOLD: "hold",
    EXPIRED: "alert",
    OUT: "neutral",
    QUALIFYING: "neutral",
}
ICONS: dict[str, str] = {CLEANING: "clean", OUT: "stop", QUALIFYING: "gauge"}

# Into use also from what is not clean: for maintenance, or when two people overruled what blocks.
# Clean without a cleaning: by hand only, with the supervisor's reason. What is shut stays so,
# whatever is done in it, until a supervisor takes it back.
LIFECYCLE = Lifecycle(
    RoomState,
    first=OUT,
    moves={
        CLEAN: {IN_USE, CLEANING, EXPIRED, TO_BE_CLEANED, *SHUT},
        IN_USE: {TO_BE_CLEANED, *SHUT},
        TO_BE_CLEANED: {CLEANING, CLEAN, IN_USE, *SHUT},
        CLEANING: {CLEAN_HOLD, TO_BE_CLEANED, *SHUT},
        CLEAN_HOLD: {CLEAN, IN_USE, CLEANING, EXPIRED, TO_BE_CLEANED, *SHUT},
        EXPIRED: {CLEANING, CLEAN, IN_USE, TO_BE_CLEANED, *SHUT},
        OUT: {CLEAN, TO_BE_CLEANED, QUALIFYING},
        QUALIFYING: {CLEAN, TO_BE_CLEANED, OUT},
    },
)
