"""Deviations of the demo facility, from just raised to closed with a CAPA."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cgtlims.demo.pen import Pen
from cgtlims.demo.process import load
from cleanrooms.models import Room
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
from quality.subjects import subject_of

DAY = timedelta(days=1)
FILE, TOLD = "deviations.yaml", "The shift was told."
WHYS = [
    "What was set did not hold.", "What holds it had worn.", "Its wear is not looked at.",
    "The plan of maintenance does not name it.",
]  # fmt: skip
REACHES = ("RAISED", "CLASSIFIED", "INVESTIGATED", "CLOSED")


@dataclass(frozen=True)
class Seen:
    """One deviation: days ago, in which room, what, of which class and cause, how far it is."""

    days: int
    room: str
    title: str
    classification: str
    cause: str
    reaches: str
    capa: bool

    def has_reached(self, state: str) -> bool:
        return REACHES.index(self.reaches) >= REACHES.index(state)


def make_deviations(users: dict[str, User], pen: Pen, now: datetime) -> None:
    rooms = {room.code: room for room in Room.objects.all()}
    for seen in (Seen(**row) for row in load(FILE)):
        at = now - seen.days * DAY
        about = subject_of(Room._meta.label_lower, rooms[seen.room].pk)
        deviation = raise_deviation(
            title=seen.title, description=f"{seen.title}, seen on the round.", subject=about,
            occurred_at=at - DAY / 12, found_at=at - DAY / 24, containment=TOLD,
            by=users["jvermaat"], at=at,
        )  # fmt: skip
        if seen.has_reached("CLASSIFIED"):
            go_on(deviation, seen, users, pen, at)


def go_on(deviation: Deviation, seen: Seen, users: dict[str, User], pen: Pen, at: datetime) -> None:
    """Classified by QA; as far as it reaches, investigated by its owner and closed by QA."""
    quality, owner = users["mlindqvist"], users["kadler"]
    classify_deviation(
        deviation=deviation, classification=Classification(seen.classification), owner=owner,
        containment=TOLD, fact=f"{seen.title} in room {seen.room}.", by=quality, at=at,
    )  # fmt: skip
    if seen.capa:
        open_capa(
            title=f"After {deviation.number}", description="Mend the cause; show that it holds.",
            kind=CapaKind.CORRECTIVE, owner=owner, due_on=day_of(at + 30 * DAY),
            criterion="It has not happened again.", check_on=day_of(at + 120 * DAY),
            deviation=deviation, by=quality, at=at,
        )  # fmt: skip
    if seen.has_reached("INVESTIGATED"):
        conclude_investigation(
            deviation=deviation, method=Method.FIVE_WHYS, cause=Cause(seen.cause),
            analysis={"whys": WHYS}, findings="Asked with those who were there.",
            root_cause="Written in the investigation.", by=owner, at=at + 3 * DAY,
        )  # fmt: skip
    if seen.has_reached("CLOSED"):
        close(deviation, seen, quality, pen, at + 6 * DAY)


def close(deviation: Deviation, seen: Seen, quality: User, pen: Pen, at: datetime) -> None:
    signing: dict[str, Any] = {"by": quality, "at": at}
    for impact in deviation.impacts.all():
        assess_impact(
            impact=impact, conclusion=Conclusion.NONE, assessment="Nothing was open then.",
            **signing,
        )  # fmt: skip
        known = pen.attest(impact, Meaning.APPROVED, **signing)
        conclude_impact(impact=impact, attested=known, **signing)
    if not seen.capa:
        waive_capa(deviation=deviation, reason="Once, and without effect", **signing)
    known = pen.attest(deviation, Meaning.APPROVED, **signing)
    close_deviation(deviation=deviation, attested=known, **signing)
