"""Disinfectants, a bottle, a procedure, and rooms that are cleaned with them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from cleanrooms.commands.cleanings import With, apply_agent, begin_cleaning, end_cleaning
from cleanrooms.commands.disinfectants import Agent, define_disinfectant, set_rotation
from cleanrooms.models import Cleaning, CleaningKind, Disinfectant, Room
from documents.models import DocumentVersion
from materials.models import Container, LotStatus
from people.models import User
from tests import cast
from tests.deeds import changed
from tests.documents import labels, papers

CODE, NUMBER = "SOP-912", "L26-0912"


def procedure(people: dict[str, User]) -> DocumentVersion:
    """Effective; made once."""
    found = DocumentVersion.objects.effective().filter(document__code=CODE).first()
    return found or papers.effective(
        people, papers.document(people, code=CODE, title="Cleaning of rooms")
    )


def bottle(people: dict[str, User]) -> Container:
    """Released, in date; of the material that all agents of these tests are. Made once."""
    found = Container.objects.filter(lot__number=NUMBER).select_related("lot").first()
    if found is None:
        found = labels.container(NUMBER, "DIS-91")
        changed(
            found.lot, status=LotStatus.RELEASED, expires_at=None, decided_at=cast.NOW,
            decided_by=people["mlindqvist"],
        )  # fmt: skip
        found.lot.refresh_from_db()
    return found


def agents(people: dict[str, User], room: Room) -> list[Disinfectant]:
    """A and B wet for 5 minutes, then the sporicide S; in the room in the turns A, B, S."""
    material = bottle(people).lot.material
    assert material is not None
    made = [
        define_disinfectant(
            code=code, by=people["nbakker"], at=cast.NOW,
            agent=Agent(
                name=f"Agent {code}", material=material, contact_minutes=5,
                is_sporicidal=code == "S",
            ),
        )
        for code in ("A", "B", "S")
    ]  # fmt: skip
    set_rotation(room=room, cycle=made, reason="As validated", by=people["nbakker"], at=cast.NOW)
    return made


def begun(room: Room, agent: Disinfectant, people: dict[str, User]) -> Cleaning:
    done_with = With(
        kind=CleaningKind.ROUTINE, procedure=procedure(people), agent=agent,
        container=bottle(people), quantity=Decimal(1),
    )  # fmt: skip
    return begin_cleaning(room=room, done_with=done_with, by=people["jvermaat"], at=cast.NOW)


def applied(cleaning: Cleaning, people: dict[str, User]) -> Cleaning:
    return apply_agent(cleaning=cleaning, by=people["jvermaat"], at=cast.NOW)


def ended(cleaning: Cleaning, people: dict[str, User]) -> Cleaning:
    over = cast.NOW + timedelta(minutes=6)
    wet = applied(cleaning, people)
    return end_cleaning(cleaning=wet, by=people["jvermaat"], at=over)


def sent(agent: Disinfectant, people: dict[str, User], **other: object) -> dict[str, Any]:
    """The form that begins a cleaning, as somebody fills it in."""
    return {
        "kind": "AFTER_USE", "procedure": procedure(people).pk, "agent": agent.pk,
        "container": bottle(people).code.lower(), "quantity": "1", "reason": "", **other,
    }  # fmt: skip
