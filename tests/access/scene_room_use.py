"""Rooms in use, cleaned and handed over, and by what they are used."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.utils import timezone

from cleanrooms.commands.clearances import answer_line, write_checklist
from cleanrooms.commands.handovers import write_handover
from cleanrooms.commands.presences import enter_room
from cleanrooms.commands.sharing import Together, write_sharing
from cleanrooms.commands.uses import prepare_use
from cleanrooms.gates.entry import entry_blockers
from cleanrooms.gates.use import use_blockers
from cleanrooms.models import (
    Answer,
    Changeover,
    Cleaning,
    Grade,
    PlateDemand,
    Purpose,
    Room,
    RoomUse,
    Sharing,
)
from integrity.models import Record, Signable
from integrity.overrulings import overruling_of
from integrity.signatures.content import content_hash
from monitoring.commands.rounds import add_prints
from monitoring.models import SampleKind
from people.commands.badges import give_badge
from people.models import User
from tests import cast
from tests.cleanrooms import bench, cleaned
from tests.deeds import made
from tests.monitoring import ground
from tests.passwords import PASSWORD

SIGNED = {"who": "as-{caller}", "secret": PASSWORD}
BOTH = {"second_who": "aowusu", "second_secret": PASSWORD}
WHY = {"reason": "As agreed"}
DAYS = {"valid_from": "2026-01-01", "valid_until": "2030-01-01"}
OF_ROOM = (
    "room-tablet", "room-enter", "room-enter-other", "room-enter-badge", "use-new", "cleaning-new",
    "handover-new", "rotation-set",
)  # fmt: skip


class RoomUses:
    def __init__(self, people: dict[str, User]) -> None:
        self.people, by = people, people["jvermaat"]
        bench.checklists(people)
        rooms = [cast.make_room(f"CR4{number}") for number in range(7)]
        self.room, self.clear, self.ready, self.busy, *self.dirty = rooms
        self.shut = cast.make_room("CR48", Grade.B)
        give_badge(user=people["aowusu"], serial="B-41", by=people["shaas"], at=cast.NOW)
        self.product = bench.product("TIL-41")
        bench.lot("TIL-41-1", self.product, people)
        self.open = self.prepared(self.clear)
        self.answered = self.prepared(self.clear)
        for line in self.answered.lines.all():
            answer_line(line=line, answer=Answer.DONE, by=by, at=cast.NOW)
        self.begins = bench.prepared(self.ready, "TIL-41-1", people, cast.NOW)
        self.runs = bench.running(self.busy, "TIL-41-1", people, cast.NOW)
        self.agents = cleaned.agents(people, self.room)
        self.cleanings = [cleaned.begun(one, self.agents[0], people) for one in self.dirty]
        self.inside = enter_room(room=self.busy, person=people["kadler"], by=by, at=cast.NOW)
        left = enter_room(room=self.clear, person=people["trieger"], by=by, at=cast.NOW)
        self.demand = made(PlateDemand, presence=left, demanded_at=cast.NOW)
        self.gloves = self.gloves_of(people["trieger"])
        self.handover = write_handover(room=self.room, text="Alarm", by=by, at=cast.NOW)
        self.checklist = write_checklist(
            changeover=Changeover.VECTOR, lines=["Waste gone"], by=people["nbakker"], at=cast.NOW
        )
        self.sharing = self.written()

    def gloves_of(self, person: User) -> list[str]:
        """Plates of prints that were taken in a round."""
        around = ground.begun(ground.plan(ground.site(code="CR41-C1", of=self.clear)))
        add_prints(around=around, person=person, by=self.people["aowusu"], at=cast.NOW)
        prints = around.samples.filter(kind=SampleKind.GLOVE)
        return [ground.taken(one).plate for one in prints]

    def prepared(self, room: Room) -> RoomUse:
        return prepare_use(
            room=room, purpose=Purpose.PRODUCTION, number="TIL-41-1", at=cast.NOW,
            by=self.people["jvermaat"],
        )  # fmt: skip

    def written(self) -> Sharing:
        day = cast.NOW.date()
        together = Together(
            product=self.product, other=self.product, assessment="Closed", valid_from=day,
            valid_until=day + timedelta(days=9),
        )  # fmt: skip
        return write_sharing(
            room=self.room, together=together, by=self.people["nbakker"], at=cast.NOW
        )

    @cached_property
    def places(self) -> dict[str, dict[str, object]]:
        wet, dry, over = self.cleanings
        by_key: dict[str, Record] = {
            "use": self.open, "use-sign": self.answered, "use-overrule": self.open,
            "use-begin": self.begins, "use-end": self.runs, "use-cancel": self.open,
            "use-line": self.open.lines.all()[0], "presence-leave": self.inside,
            "plates-taken": self.demand, "cleaning": wet, "cleaning-applied": wet,
            "cleaning-end": cleaned.applied(dry, self.people),
            "cleaning-check": cleaned.ended(over, self.people), "handover": self.handover,
            "handover-sign": self.handover, "checklist": self.checklist,
            "checklist-sign": self.checklist, "sharing": self.sharing,
            "sharing-sign": self.sharing, "sharing-withdraw": self.sharing,
        }  # fmt: skip
        return {
            **{name: {"code": self.room.code} for name in OF_ROOM},
            "room-let-in": {"code": self.shut.code},
            **{name: {"pk": record.pk} for name, record in by_key.items()},
        }

    @cached_property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        checked = Cleaning.objects.get(pk=self.places["cleaning-check"]["pk"])
        sent = {
            "room-enter-other": {"who": "B-41"}, "room-enter-badge": {"badge": "B-41"},
            "use-new": {"purpose": "PRODUCTION", "number": "TIL-41-1"},
            "use-line": {"answer": "DONE"},
            "use-sign": signing(self.answered),
            "use-overrule": self.overruling,
            "use-cancel": {"version": self.open.version, **WHY},
            "plates-taken": {"plates": " ".join(self.gloves)},
            "cleaning-new": cleaned.sent(self.agents[0], self.people),
            "cleaning-check": signing(checked),
            "handover-new": {"text": "Alarm"},
            "handover-sign": {**signing(self.handover), **BOTH},
            "rotation-set": {"cycle": "A\nS", **WHY},
            "checklist-new": {"changeover": "VECTOR", "lines": "Waste gone"},
            "checklist-sign": signing(self.checklist),
            "sharing-new": {
                "room": self.room.pk, "product": self.product.pk, "other": self.product.pk,
                "assessment": "Closed", **DAYS,
            },
            "sharing-sign": signing(self.sharing),
            "sharing-withdraw": {"version": self.sharing.version, **WHY},
            "disinfectant-new": {
                "code": "X", "name": "Agent X", "material": self.agents[0].material_id,
                "contact_minutes": "5",
            },
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}

    @property
    def before(self) -> dict[str, Any]:
        return {"room-let-in": self.letting_in}

    @property
    def overruling(self) -> dict[str, Any]:
        """Both sign what blocks the use; the overruling's id is the command's."""
        key, by = uuid.uuid4(), self.people["jvermaat"]
        blockers = use_blockers(self.open, by=by, at=timezone.now())
        shown = content_hash(overruling_of(self.open, use_blockers, blockers, key))
        return {**SIGNED, **WHY, **BOTH, "command_id": str(key), "shown": shown}

    def letting_in(self, client: Client, user: User | None) -> dict[str, Any]:
        """What keeps this very person out of a room of grade B."""
        key, shown = uuid.uuid4(), ""
        if user is not None:
            blockers = entry_blockers(self.shut, by=user, at=timezone.now())
            shown = content_hash(overruling_of(self.shut, entry_blockers, blockers, key))
        who = {"who": user.username if user else "", "secret": PASSWORD}
        return {**who, **WHY, **BOTH, "command_id": str(key), "shown": shown}


def signing(about: Signable) -> dict[str, Any]:
    return {**SIGNED, "shown": content_hash(type(about)._default_manager.get(pk=about.pk))}
