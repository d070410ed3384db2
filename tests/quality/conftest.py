"""Deviations as the tests of quality need them, made by commands."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cleanrooms.models import Room
from integrity.signatures.content import content_hash
from quality.commands.deviations import raise_deviation
from quality.commands.impacts import assess_impact, conclude_impact
from quality.commands.investigation import (
    classify_deviation,
    conclude_investigation,
)
from quality.models import Cause, Classification, Conclusion, Deviation, Method
from quality.subjects import subject_of
from tests.cast import NOW
from tests.passwords import PASSWORD
from tests.signing import signed

HOUR = timedelta(hours=1)


def post(client: Client, path: str, **typed: Any) -> Any:
    return client.post(path, {"command_id": str(uuid.uuid4()), **typed})


def sign(client: Client, path: str, about: Any, who: str = "mlindqvist") -> Any:
    """Sends the sign dialog of a record's page."""
    now = type(about).objects.get(pk=about.pk)
    return post(client, path, who=who, secret=PASSWORD, shown=content_hash(now))


@pytest.fixture
def raised(people) -> Callable[..., Deviation]:
    """Raises a deviation, about the room CR05 when it is there."""

    def make(**other: Any) -> Deviation:
        room = Room.objects.filter(code="CR05").first()
        given = {
            "title": "Pressure below its limit", "description": "8 Pa for ten minutes",
            "occurred_at": NOW - HOUR, "found_at": NOW, "by": people["jvermaat"], "at": NOW,
            "subject": subject_of("cleanrooms.room", room.pk) if room else None,
        }  # fmt: skip
        return raise_deviation(**given | other)

    return make


@pytest.fixture
def classified(people) -> Callable[..., Deviation]:
    def make(deviation: Deviation, **other: Any) -> Deviation:
        given = {
            "classification": Classification.MAJOR, "owner": people["kadler"],
            "containment": "Work in the room stopped", "fact": "The room had too low a pressure.",
            "by": people["mlindqvist"], "at": NOW,
        }  # fmt: skip
        return classify_deviation(deviation=deviation, **given | other)

    return make


@pytest.fixture
def investigated(people, classified) -> Callable[..., Deviation]:
    """Classified, and its owner concluded the investigation."""

    def make(deviation: Deviation) -> Deviation:
        return conclude_investigation(
            deviation=classified(deviation), method=Method.FIVE_WHYS, cause=Cause.EQUIPMENT,
            analysis={"whys": ["The fan stood.", "Its belt slipped.", "It was worn."]},
            findings="", root_cause="The belt was worn.",
            by=people["kadler"], at=NOW,
        )  # fmt: skip

    return make


@pytest.fixture
def concluded(people) -> Callable[..., None]:
    """QA assesses and concludes every impact of a deviation."""

    def make(deviation: Deviation) -> None:
        for impact in deviation.impacts.all():
            assess_impact(
                impact=impact, conclusion=Conclusion.NONE,
                assessment=f"Nothing was open then. {impact.subject_label}",
                by=people["mlindqvist"], at=NOW,
            )  # fmt: skip
            signed(conclude_impact, "impact", impact, people["mlindqvist"], NOW)

    return make
