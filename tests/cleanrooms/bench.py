"""Rooms ready to be worked in, and what somebody taps at their door."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cleanrooms.commands.clearances import (
    answer_line,
    approve_checklist,
    check_clearance,
    sign_clearance,
    write_checklist,
)
from cleanrooms.commands.sharing import Together, approve_sharing, write_sharing
from cleanrooms.commands.uses import begin_use, end_use, prepare_use
from cleanrooms.models import Answer, Changeover, Containment, Purpose, Room, RoomUse, Sharing
from materials.commands.products import register_product
from materials.models import AtmpKind, Lot, LotKind, Product
from people.commands.qualification_kinds import define_qualification
from people.commands.qualifications import record_qualification
from people.models import Organisation, QualificationKind, User
from people.models.qualification import day_of
from people.qualifications import ASEPTIC, GOWNING, QUALIFICATIONS
from tests import cast
from tests.deeds import made
from tests.passwords import PASSWORD
from tests.signing import signed

LINES = ("No material of the use before is in the room", "The waste is gone")


def tap(client: Client, name: str, *args: object, **sent: object) -> Any:
    return client.post(reverse(name, args=args), {"command_id": uuid.uuid4(), **sent})


def begin(client: Client, use: RoomUse) -> Any:
    return tap(client, "use-begin", use.pk)


def text(answer: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text).split()))


def sign(client: Client, page: str, address: str, who: str) -> Any:
    """Signs in the dialog that the page shows."""
    shown = client.get(page).context["signing"].initial
    entered = {"command_id": str(shown["command_id"]), "shown": shown["shown"]}
    return client.post(address, {**entered, "who": who, "secret": PASSWORD})


def product(code: str, vector: str = "", containment: Containment = Containment.NONE) -> Product:
    return register_product(
        code=code, name=f"Product {code}", sponsor=Organisation.objects.get(code="NORTHLIGHT"),
        kind=AtmpKind.GTMP, is_autologous=True, vector=vector, containment=containment,
        by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip


def lot(number: str, of: Product, people: dict[str, User]) -> Lot:
    return made(
        Lot, number=number, kind=LotKind.MADE, product=of, unit="{bag}", quantity=Decimal(1),
        entered_at=cast.NOW, entered_by=people["kadler"],
    )  # fmt: skip


def checklists(people: dict[str, User], lines: Sequence[str] = LINES) -> None:
    """One approved for each changeover."""
    for changeover in Changeover:
        written = write_checklist(
            changeover=changeover, lines=lines, by=people["nbakker"], at=cast.NOW
        )
        signed(approve_checklist, "checklist", written, people["mlindqvist"], cast.NOW)


def cleared(use: RoomUse, people: dict[str, User], at: datetime) -> RoomUse:
    """Every line done, signed by one and checked by another."""
    for line in use.lines.all():
        answer_line(line=line, answer=Answer.DONE, by=people["jvermaat"], at=at)
    signed(sign_clearance, "use", use, people["jvermaat"], at)
    return signed(check_clearance, "use", use, people["aowusu"], at)  # type: ignore[no-any-return]


def prepared(room: Room, number: str, people: dict[str, User], at: datetime) -> RoomUse:
    """Ready to begin."""
    use = prepare_use(
        room=room, purpose=Purpose.PRODUCTION, number=number, by=people["jvermaat"], at=at
    )
    return cleared(use, people, at)


def running(room: Room, number: str, people: dict[str, User], at: datetime) -> RoomUse:
    return begin_use(use=prepared(room, number, people, at), by=people["jvermaat"], at=at)


def ended(room: Room, number: str, people: dict[str, User], at: datetime) -> RoomUse:
    """Begun an hour before, and over then."""
    use = running(room, number, people, at - timedelta(hours=1))
    return end_use(use=use, by=people["jvermaat"], at=at)


def shared(room: Room, first: Product, second: Product, people: dict[str, User]) -> Sharing:
    """QA approved that both may be in the room, this year."""
    today = day_of(timezone.now())
    together = Together(
        product=first, other=second, assessment="Closed systems only",
        valid_from=today - timedelta(days=30), valid_until=today + timedelta(days=30),
    )  # fmt: skip
    written = write_sharing(room=room, together=together, by=people["nbakker"], at=cast.NOW)
    return signed(approve_sharing, "sharing", written, people["mlindqvist"], cast.NOW)  # type: ignore[no-any-return]


def qualify(user: User, people: dict[str, User], code: str, achieved_on: date) -> None:
    for draft in QUALIFICATIONS:
        if draft["code"] == code and not QualificationKind.objects.filter(code=code).exists():
            define_qualification(**draft, by=cast.SETUP, at=cast.NOW)
    record_qualification(
        user=user, kind=QualificationKind.objects.get(code=code), achieved_on=achieved_on,
        evidence="Record", by=people["mlindqvist"], at=timezone.now(),
    )  # fmt: skip


def qualify_for_b(user: User, people: dict[str, User], at: datetime | None = None) -> None:
    """Gowned and in a media fill 60 days ago."""
    for code in (GOWNING, ASEPTIC):
        qualify(user, people, code, day_of(at or timezone.now()) - timedelta(days=60))
