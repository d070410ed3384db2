"""A round as its paper record tells it, from its first plate to its last count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cleanrooms.models import Equipment
from materials.models import Container
from monitoring.models import IncubationStep, Site
from people.models import User


@dataclass(frozen=True, kw_only=True)
class PaperSample:
    """One sample: at a site, or of a part of a person in the order in which prints are taken.

    `counted` are whole colonies, or particles of both sizes; `second` what another person read;
    `sampler` the device that drew the air.
    """

    exposed_at: datetime
    taken_at: datetime
    counted: tuple[int, ...]
    second: tuple[int, ...] = ()
    site: Site | None = None
    person: User | None = None
    plate: str = ""
    sampler: Equipment | None = None


@dataclass(frozen=True, kw_only=True)
class PaperIncubation:
    step: IncubationStep
    incubator: Equipment
    begun_at: datetime
    ended_at: datetime
    celsius: Decimal


@dataclass(frozen=True, kw_only=True)
class PaperRound:
    """Who did what and when; `medium` is the pack that the plates are of."""

    begun_at: datetime
    taken_at: datetime
    sampled_by: User
    samples: tuple[PaperSample, ...]
    medium: Container | None
    incubations: tuple[PaperIncubation, ...]
    counted_at: datetime
    counted_by: User
    second_by: User
