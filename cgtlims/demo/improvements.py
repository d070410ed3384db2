"""Changes, and what became of each CAPA, in the demo facility."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from cgtlims.demo.abouts import about
from cgtlims.demo.pen import Pen
from integrity.signatures.meanings import Meaning
from people.models import User
from people.models.qualification import day_of
from quality.commands.capa import check_capa, close_capa, report_capa_done
from quality.commands.changes import (
    approve_change,
    assess_change,
    close_change,
    implement_change,
    link_change,
    propose_change,
)
from quality.models import (
    Area,
    Capa,
    ChangeControl,
    check_of,
    closing_of,
)

DAY = timedelta(days=1)
CHECKED = 121 * DAY
FITS = "Looked at; nothing else is needed."
HELPED = "None in the records of 90 days."


class Changed(NamedTuple):
    """`reaches` is PROPOSED, APPROVED or CLOSED."""

    days: int
    title: str
    why: str
    areas: tuple[Area, ...]
    about: tuple[str, ...]
    reaches: str


CHANGES = (
    Changed(
        150, "Second particle counter in CR05", "Asked for by production: open bags at two places.",
        (Area.ROOMS, Area.PRODUCT), ("room CR05", "equipment PC-05"), "CLOSED",
    ),
    Changed(
        20, "A sensor is checked at two points after its exchange", "CAPA after a warm culture.",
        (Area.ROOMS, Area.DOCUMENTS), ("document SOP-033", "equipment BIO-07"), "APPROVED",
    ),
    Changed(
        12, "Master record with a shorter washing step", "The new set washes in two cycles.",
        (Area.PROCESS,), ("document SOP-018",), "PROPOSED",
    ),
)  # fmt: skip


def make_improvements(users: dict[str, User], pen: Pen, now: datetime) -> None:
    for row in CHANGES:
        make_change(row, users, pen, now - row.days * DAY)


def make_change(row: Changed, users: dict[str, User], pen: Pen, at: datetime) -> None:
    owner, quality = users["kadler"], users["mlindqvist"]
    change = propose_change(
        title=row.title, description=f"{row.title}, as drawn in the annex.", why=row.why,
        areas=row.areas, owner=owner, due_on=day_of(at + 60 * DAY), by=owner, at=at,
    )  # fmt: skip
    for named in row.about:
        link_change(change=change, subject=about(named)[0], by=owner, at=at)
    for area in row.areas:
        by: dict[str, Any] = {"by": users["nbakker"], "at": at + DAY}
        assess_change(change=change, area=area, assessment=FITS, **by)
    if row.reaches != "PROPOSED":
        signing: dict[str, Any] = {"by": quality, "at": at + 2 * DAY}
        known = pen.attest(change, Meaning.APPROVED, **signing)
        approve_change(change=change, attested=known, **signing)
    if row.reaches == "CLOSED":
        end_change(change, owner, quality, pen, at + 30 * DAY)


def end_change(change: ChangeControl, owner: User, quality: User, pen: Pen, at: datetime) -> None:
    done = implement_change(
        change=change, implementation="Installed and qualified; drawing CR05-12 is current.",
        by=owner, at=at,
    )  # fmt: skip
    key = uuid.uuid4()
    signing: dict[str, Any] = {"by": quality, "at": at + 4 * DAY}
    known = pen.attest_shown(closing_of(done, key), Meaning.APPROVED, **signing)
    close_change(key=key, change=done, attested=known, **signing)


def follow(capa: Capa, went: str, users: dict[str, User], pen: Pen) -> None:
    """Done by its owner; when its day came, CHECKED or CLOSED by QA."""
    quality, opened = users["mlindqvist"], capa.raised_at
    report_capa_done(
        capa=capa, evidence="Procedure, and training records of all shifts",
        by=users["kadler"], at=opened + 20 * DAY,
    )  # fmt: skip
    if went == "DONE":
        return
    capa.refresh_from_db()
    key = uuid.uuid4()
    signing: dict[str, Any] = {"by": quality, "at": opened + CHECKED}
    known = pen.attest_shown(check_of(capa, key), Meaning.REVIEWED, **signing)
    check_capa(key=key, capa=capa, is_effective=True, finding=HELPED, attested=known, **signing)
    if went == "CLOSED":
        later: dict[str, Any] = {"by": quality, "at": opened + CHECKED + 3 * DAY}
        known = pen.attest(capa, Meaning.APPROVED, **later)
        close_capa(capa=capa, attested=known, **later)
