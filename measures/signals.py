"""What a run rule answers: which rule, and which values broke it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from measures.problems import gettext_noop


class Side(StrEnum):
    """The side of a limit or a mean that a value lies on."""

    ABOVE = "ABOVE"
    BELOW = "BELOW"


class Rule(StrEnum):
    """Why a series is worth a look."""

    CONSECUTIVE = "CONSECUTIVE"
    ONE_SIDE = "ONE_SIDE"
    RISING = "RISING"
    FALLING = "FALLING"
    N_OF_M = "N_OF_M"
    ONE_BEYOND_2S = "1_2s"
    ONE_BEYOND_3S = "1_3s"
    TWO_BEYOND_2S = "2_2s"
    RANGE_4S = "R_4s"
    FOUR_BEYOND_1S = "4_1s"
    TEN_ON_ONE_SIDE = "10_x"

    @property
    def text(self) -> str:
        """The words for it, to be translated where they are shown."""
        return TEXT[self]

    @property
    def is_warning(self) -> bool:
        """True for 1_2s, which calls for a look; the other Westgard rules reject the run."""
        return self is Rule.ONE_BEYOND_2S


TEXT: dict[Rule, str] = {
    Rule.CONSECUTIVE: gettext_noop("Consecutive values beyond a limit"),
    Rule.ONE_SIDE: gettext_noop("Consecutive values on one side of the mean"),
    Rule.RISING: gettext_noop("Rising trend"),
    Rule.FALLING: gettext_noop("Falling trend"),
    Rule.N_OF_M: gettext_noop("Several neighbouring values beyond a limit"),
    Rule.ONE_BEYOND_2S: gettext_noop("Warning: a value beyond 2 s"),
    Rule.ONE_BEYOND_3S: gettext_noop("A value beyond 3 s"),
    Rule.TWO_BEYOND_2S: gettext_noop("Two consecutive values beyond 2 s on one side"),
    Rule.RANGE_4S: gettext_noop("Two consecutive values beyond 2 s on opposite sides"),
    Rule.FOUR_BEYOND_1S: gettext_noop("Four consecutive values beyond 1 s on one side"),
    Rule.TEN_ON_ONE_SIDE: gettext_noop("Ten consecutive values on one side of the mean"),
}


@dataclass(frozen=True)
class Signal:
    """A rule that a series broke, by the values at `indices`; `side` when they share one."""

    rule: Rule
    indices: tuple[int, ...]
    side: Side | None = None
