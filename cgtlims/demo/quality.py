"""Deviations of the demo facility, from just raised to closed with a CAPA."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cgtlims.demo.abouts import about
from cgtlims.demo.improvements import follow
from cgtlims.demo.pen import Pen
from cgtlims.demo.process import load
from integrity.signatures.meanings import Meaning
from people.models import User
from people.models.qualification import day_of
from quality.commands.capa import open_capa
from quality.commands.deviations import raise_deviation
from quality.commands.impacts import assess_impact, conclude_impact
from quality.commands.investigation import (
    classify_deviation,
    close_deviation,
    conclude_investigation,
    waive_capa,
)
from quality.models import CapaKind, Cause, Classification, Conclusion, Deviation, Method
from quality.subjects import Subject

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FILE = "deviations.yaml"
NO_EFFECT = "Looked at with what was open or used then: no effect on its quality."
REACHES = ("RAISED", "CLASSIFIED", "INVESTIGATED", "CLOSED")


@dataclass(frozen=True)
class Seen:
    """One row of the table; what is about a step was found after it, else so many days ago."""

    about: str
    title: str
    what: str
    contained: str
    reaches: str
    days: int = 0
    field: str = ""
    fact: str = ""
    classification: str = ""
    cause: str = ""
    method: str = Method.FIVE_WHYS
    whys: tuple[str, ...] = ()
    branches: dict[str, str] | None = None
    found: str = ""
    capa: str = ""
    went: str = ""

    def has_reached(self, state: str) -> bool:
        return REACHES.index(self.reaches) >= REACHES.index(state)


def make_deviations(users: dict[str, User], pen: Pen, now: datetime) -> None:
    for seen in (Seen(**row) for row in load(FILE)):
        subject, performed = about(seen.about)
        at = now - seen.days * DAY if performed is None else performed + 3 * HOUR
        write(seen, subject, users, pen, at)


def write(seen: Seen, subject: Subject, users: dict[str, User], pen: Pen, at: datetime) -> None:
    """Raised by an operator, classified by QA; then as far as it reaches."""
    deviation = raise_deviation(
        title=seen.title, description=seen.what, subject=subject, field=seen.field,
        occurred_at=at - 2 * HOUR, found_at=at - HOUR, containment=seen.contained,
        by=users["jvermaat"], at=at,
    )  # fmt: skip
    if not seen.has_reached("CLASSIFIED"):
        return
    quality, owner = users["mlindqvist"], users["kadler"]
    classify_deviation(
        deviation=deviation, classification=Classification(seen.classification), owner=owner,
        containment=seen.contained, fact=seen.fact, by=quality, at=at + HOUR / 2,
    )  # fmt: skip
    if seen.capa:
        act_on(deviation, seen, users, pen, at + HOUR)
    if seen.has_reached("INVESTIGATED"):
        investigate(deviation, seen, owner, at + 3 * DAY)
    if seen.has_reached("CLOSED"):
        close(deviation, seen, quality, pen, at + 6 * DAY)


def act_on(
    deviation: Deviation, seen: Seen, users: dict[str, User], pen: Pen, at: datetime
) -> None:
    """Opened by QA, and what became of it since."""
    capa = open_capa(
        title=seen.capa, description=f"{seen.capa}, in procedure and training.",
        kind=CapaKind.CORRECTIVE, owner=users["kadler"], due_on=day_of(at + 30 * DAY),
        criterion="It has not happened again in 90 days.", check_on=day_of(at + 120 * DAY),
        deviation=deviation, by=users["mlindqvist"], at=at,
    )  # fmt: skip
    if seen.went:
        follow(capa, seen.went, users, pen)


def investigate(deviation: Deviation, seen: Seen, owner: User, at: datetime) -> None:
    analysis: dict[str, Any] = {"whys": seen.whys, "branches": seen.branches or {}}
    conclude_investigation(
        deviation=deviation, method=Method(seen.method), cause=Cause(seen.cause),
        analysis=analysis, findings="Asked with those who were there, at the place.",
        root_cause=seen.found, by=owner, at=at,
    )  # fmt: skip


def close(deviation: Deviation, seen: Seen, quality: User, pen: Pen, at: datetime) -> None:
    signing: dict[str, Any] = {"by": quality, "at": at}
    for impact in deviation.impacts.all():
        assess_impact(impact=impact, conclusion=Conclusion.NONE, assessment=NO_EFFECT, **signing)
        known = pen.attest(impact, Meaning.APPROVED, **signing)
        conclude_impact(impact=impact, attested=known, **signing)
    if not seen.capa:
        reason = "Happened once, was seen at once, and had no effect"
        waive_capa(deviation=deviation, reason=reason, **signing)
    known = pen.attest(deviation, Meaning.APPROVED, **signing)
    close_deviation(deviation=deviation, attested=known, **signing)
