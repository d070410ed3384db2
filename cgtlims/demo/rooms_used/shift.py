"""What one pair of operators does in a room: clear, enter, work, leave, clean, check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from cgtlims.demo.pen import Pen
from cleanrooms.commands.cleanings import (
    With,
    apply_agent,
    begin_cleaning,
    check_cleaning,
    end_cleaning,
)
from cleanrooms.commands.clearances import answer_line, check_clearance, sign_clearance
from cleanrooms.commands.equipment_use import begin_use as use_device
from cleanrooms.commands.equipment_use import end_use as end_device
from cleanrooms.commands.handovers import sign_handover, write_handover
from cleanrooms.commands.presences import enter_room, leave_room
from cleanrooms.commands.uses import begin_use, end_use, prepare_use
from cleanrooms.models import (
    Answer,
    Cleaning,
    CleaningKind,
    Presence,
    Purpose,
    Room,
    RoomUse,
)
from cleanrooms.rotations import due_agent
from documents.models import DocumentVersion
from integrity.signatures.meanings import Meaning
from materials.models import Container
from monitoring.commands.rounds import finish_round, skip_sample
from monitoring.commands.samples import place_sample
from monitoring.models import Round, Sample
from people.models import User

LOTS = {"VIR": "VD-4001", "SPO": "VD-4313"}
EACH = Decimal(10)  # mL
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Shift:
    """Two operators in a room; one does, the other checks."""

    room: Room
    operator: User
    second: User
    pen: Pen

    def begin(self, purpose: Purpose, at: datetime, number: str = "", note: str = "") -> RoomUse:
        """Prepared half an hour before; cleared and checked where the room asks for it."""
        use = prepare_use(
            room=self.room, purpose=purpose, number=number, note=note, by=self.operator,
            at=at - 30 * MINUTE,
        )  # fmt: skip
        if use.checklist is not None:
            self.clear(use, at - 20 * MINUTE)
        return begin_use(use=use, by=self.operator, at=at)

    def clear(self, use: RoomUse, at: datetime, *, is_checked: bool = True) -> None:
        for line in use.lines.all():
            answer_line(line=line, answer=Answer.DONE, by=self.operator, at=at)
        known = self.pen.attest(use, Meaning.PERFORMED, by=self.operator, at=at + 5 * MINUTE)
        sign_clearance(use=use, by=self.operator, at=at + 5 * MINUTE, attested=known)
        if not is_checked:
            return
        known = self.pen.attest(use, Meaning.VERIFIED, by=self.second, at=at + 9 * MINUTE)
        check_clearance(use=use, by=self.second, at=at + 9 * MINUTE, attested=known)

    def enter(self, person: User, at: datetime) -> Presence:
        return enter_room(room=self.room, person=person, by=person, at=at)

    def leave(self, presence: Presence, at: datetime) -> None:
        leave_room(presence=presence, by=presence.person, at=at)

    def take_prints(self, presence: Presence, packs: Sequence[Container], at: datetime) -> None:
        """Those that the exit asked for, if any; their round is finished then."""
        for sample in due(presence):
            place_sample(
                sample=sample, plate=f"PP-{sample.round.number:03}{sample.place:02}",
                container=packs[-1], by=presence.person, at=at,
            )  # fmt: skip
        for around in Round.objects.filter(samples__demand__presence=presence).distinct():
            finish_round(around=around, by=presence.person, at=at + 2 * MINUTE)

    def leave_out(self, presence: Presence, reason: str, at: datetime) -> None:
        for sample in due(presence):
            skip_sample(sample=sample, reason=reason, by=presence.person, at=at)

    def at_the_cabinet(self, use: RoomUse, since: datetime, until: datetime) -> None:
        """Work at the device in which the room has its grade A, where it has one."""
        zone = self.room.zones.filter(equipment__isnull=False, ended_at__isnull=True).first()
        if zone is None or zone.equipment is None:
            return
        used = use_device(
            equipment=zone.equipment, lot=use.lot, purpose="" if use.lot else use.label,
            by=self.operator, at=since,
        )  # fmt: skip
        end_device(use=used, by=self.second, at=until)

    def hand_over(self, text: str, at: datetime) -> None:
        """Who goes and who comes sign the same."""
        written = write_handover(room=self.room, text=text, by=self.operator, at=at)
        goes = self.pen.attest(written, Meaning.PERFORMED, by=self.operator, at=at)
        comes = self.pen.attest(written, Meaning.READ, by=self.second, at=at)
        sign_handover(handover=written, by=self.operator, at=at, attested=goes, second=comes)

    def end(self, use: RoomUse, at: datetime) -> None:
        end_use(use=use, by=self.operator, at=at)

    def begin_to_clean(self, kind: CleaningKind, at: datetime) -> Cleaning:
        agent = due_agent(self.room)
        if agent is None:
            raise RuntimeError(f"No turns are set for {self.room}.")
        closed = Container.objects.filter(opened_at__isnull=True, remaining__gte=EACH)
        bottles = closed.filter(lot__supplier_lot=LOTS[agent.code])
        bottle = bottles.order_by("code")[0]
        procedure = DocumentVersion.objects.effective().get(document__code="SOP-012")
        return begin_cleaning(
            room=self.room, by=self.operator, at=at,
            done_with=With(
                kind=CleaningKind.SPORICIDAL if agent.is_sporicidal else kind,
                procedure=procedure, agent=agent, container=bottle, quantity=EACH,
            ),
        )  # fmt: skip

    def clean(self, kind: CleaningKind, at: datetime, *, is_checked: bool = True) -> None:
        """Wet after ten minutes, dry after the contact time, checked by the other."""
        cleaning = self.begin_to_clean(kind, at)
        apply_agent(cleaning=cleaning, by=self.operator, at=at + 10 * MINUTE)
        over = at + (12 + cleaning.contact_minutes) * MINUTE
        end_cleaning(cleaning=cleaning, by=self.operator, at=over)
        if is_checked:
            at = over + 8 * MINUTE
            known = self.pen.attest(cleaning, Meaning.VERIFIED, by=self.second, at=at)
            check_cleaning(cleaning=cleaning, by=self.second, at=at, attested=known)


def due(presence: Presence) -> list[Sample]:
    prints = Sample.objects.filter(demand__presence=presence).select_related("round")
    return list(prints.order_by("place"))
