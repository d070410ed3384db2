"""What is measured in the rooms."""

from monitoring.models.channel import CONTINUOUS, Channel
from monitoring.models.excursion import Excursion, ExcursionClass, ExcursionState, SourceKind
from monitoring.models.fitting import Fitting
from monitoring.models.ingest import Ingest, Route
from monitoring.models.level import Level
from monitoring.models.limit_set import Limit, LimitSet, LimitSetState, LimitSource
from monitoring.models.parameter import LevelKind, Occupancy, Parameter, Purpose
from monitoring.models.plan import IncubationStep, PlanSite, SamplingPlan
from monitoring.models.round import Incubation, Round, RoundState
from monitoring.models.sample import (
    Count,
    CountRole,
    CountSheet,
    Isolate,
    Sample,
    SampleState,
)
from monitoring.models.site import AT_SITES, SampleKind, Site

__all__ = [
    "AT_SITES",
    "CONTINUOUS",
    "Channel",
    "Count",
    "CountRole",
    "CountSheet",
    "Excursion",
    "ExcursionClass",
    "ExcursionState",
    "Fitting",
    "Incubation",
    "IncubationStep",
    "Ingest",
    "Isolate",
    "Level",
    "LevelKind",
    "Limit",
    "LimitSet",
    "LimitSetState",
    "LimitSource",
    "Occupancy",
    "Parameter",
    "PlanSite",
    "Purpose",
    "Round",
    "RoundState",
    "Route",
    "Sample",
    "SampleKind",
    "SampleState",
    "SamplingPlan",
    "Site",
    "SourceKind",
]
