"""Deviations as the tests of quality need them, made by commands."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from cleanrooms.models import Room
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from people.models import User
from quality.commands.capa import cancel_capa, check_capa
from quality.commands.deviations import raise_deviation
from quality.commands.impacts import assess_impact, conclude_impact
from quality.commands.investigation import (
    classify_deviation,
    conclude_investigation,
)
from quality.models import (
    Capa,
    CapaCheck,
    Cause,
    Classification,
    Conclusion,
    Deviation,
    Method,
    check_of,
)
from quality.subjects import subject_of
from tests.cast import NOW
from tests.passwords import PASSWORD
from tests.signing import attested, attested_for, signed

HOUR = timedelta(hours=1)


def post(client: Client, path: str, **typed: Any) -> Any:
    return client.post(path, {"command_id": str(uuid.uuid4()), **typed})


def sign(client: Client, path: str, about: Any, who: str = "mlindqvist", **typed: Any) -> Any:
    """Sends the sign dialog of a record's page."""
    now = type(about).objects.get(pk=about.pk)
    return post(client, path, who=who, secret=PASSWORD, shown=content_hash(now), **typed)


def sign_shown(client: Client, page: str, path: str, who: str = "mlindqvist", **typed: Any) -> Any:
    """Sends the sign dialog as the record's page gave it: for what is made by signing."""
    form = client.get(page).context["signing"]
    known = {name: str(form[name].value()) for name in ("command_id", "shown")}
    return client.post(path, {**known, "who": who, "secret": PASSWORD, **typed})


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


def check(capa: Capa, by: User, at: datetime, **other: Any) -> CapaCheck:
    """Signs whether an action helped."""
    given = {"is_effective": True, "finding": "No fall since", "check_on": None} | other
    key = uuid.uuid4()
    capa.refresh_from_db()
    known = attested_for(by, check_of(capa, key), Meaning.REVIEWED, at)
    return check_capa(key=key, capa=capa, by=by, at=at, attested=known, **given)


def cancel(capa: Capa, by: User, at: datetime = NOW, reason: str = "Not needed") -> Capa:
    """Signs that an action is not needed."""
    known = attested(by, capa, Meaning.APPROVED, at)
    return cancel_capa(capa=capa, reason=reason, by=by, at=at, attested=known)


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
