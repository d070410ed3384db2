"""Rounds in every state, with sites, plans, a limit set and an excursion."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cleanrooms.models import Grade, Purpose, RoomUse
from integrity.signatures.content import content_hash
from monitoring.commands.counts import count_plates
from monitoring.commands.excursions import acknowledge_excursion
from monitoring.commands.incubations import begin_incubation
from monitoring.commands.isolates import pick_isolate
from monitoring.commands.limits import draft_limit_set
from monitoring.commands.samples import place_sample
from monitoring.counting import Read
from monitoring.models import Excursion, LimitSource, Parameter, Sample, SampleKind
from people.models import User
from people.models.qualification import day_of
from tests.cast import NOW
from tests.deeds import made
from tests.monitoring import ground, sensors
from tests.passwords import PASSWORD

WHY = {"reason": "As agreed"}
STEP = {"celsius": "32.5"}
SITE = {"name": "Bench", "x": "3", "y": "4"}
LEVEL = {
    "where": "grade:D", "kind": "ALERT", "parameter": "CONTACT_CFU", "occupancy": "IN_OPERATION",
}  # fmt: skip
CHANNEL = {
    "name": "Return", "interval_s": "60", "gap_s": "180", "delay_s": "0", "delay_justification": ""
}  # fmt: skip


class Monitoring:
    def __init__(self, people: dict[str, User]) -> None:
        self.person = people["jvermaat"]
        ground.adopted()
        ground.level(Grade.D, "20")
        ground.level(Grade.C, "15")
        self.room = ground.room("CR71", Grade.C)
        sites = [
            ground.site(SampleKind.SETTLE, "CR71-S1", self.room),
            ground.site(SampleKind.SETTLE, "CR71-S2", self.room),
            ground.site(code="CR71-C1", of=self.room),
        ]
        self.unused = ground.site(code="CR71-C9", of=self.room)
        self.plans = [ground.plan(*sites, code=f"CR71-{letter}") for letter in "ABCDEFGH"]
        running, left, taken, heated, waiting, counted, other, _unused = self.plans
        self.running = ground.begun(running)
        open_plate = self.running.samples.get(place=2)
        place_sample(
            sample=open_plate, plate="PL-OPEN", container=ground.medium(), by=people["aowusu"],
            at=NOW,
        )  # fmt: skip
        self.left = ground.begun(left)
        for sample in self.left.samples.all():
            ground.taken(sample)
        self.taken, self.heated = ground.finished(taken), ground.finished(heated)
        begin_incubation(
            around=self.heated, step=heated.steps.get(), incubator=ground.incubator(),
            celsius=ground.Decimal(32), by=ground.microbiologist(), at=NOW + 3 * ground.HOUR,
        )  # fmt: skip
        self.waiting, self.counted = ground.incubated(waiting), ground.incubated(counted)
        ground.counted(self.counted, 0, 0, 20)
        again = Read(self.counted.samples.get(place=3), Parameter.CONTACT_CFU, 20)
        count_plates(read=(again,), by=ground.microbiologist(), at=NOW + 5 * ground.DAY)
        ground.counted(ground.incubated(other), 0, 0, 20)
        self.grown = Sample.objects.get(round=self.counted, place=3)
        self.isolate = pick_isolate(
            sample=self.grown, look="White", by=people["trieger"], at=NOW + 5 * ground.DAY
        )
        self.known, self.excursion = Excursion.objects.order_by("number")
        self.known = acknowledge_excursion(
            excursion=self.known, comment="Seen", by=people["kadler"], at=NOW + 6 * ground.DAY
        )
        self.channel = sensors.channel(self.room, "CR71-T1")
        self.ingest = sensors.ingest(sensors.batch(self.channel, NOW, "20.1"), NOW + ground.DAY)
        self.use = made(
            RoomUse, room=self.room, purpose=Purpose.OTHER, note="Trial", prepared_at=NOW,
            prepared_by=people["jvermaat"],
        )  # fmt: skip
        self.drafted = draft_limit_set(
            source=LimitSource.PART_IV_2017, reason="Licence", by=people["nbakker"], at=NOW
        )

    @property
    def places(self) -> dict[str, dict[str, object]]:
        sample = {"number": self.running.number, "place": 1}
        of_site, of_plan = {"code": self.unused.code}, {"code": self.plans[-1].code}
        excursion = {"number": self.excursion.number}
        return {
            "sampling-round": {"number": self.running.number},
            "sampling-round-prints": {"number": self.running.number},
            "sampling-round-finish": {"number": self.left.number},
            "sampling-round-close": {"number": self.counted.number},
            "incubate": {"number": self.taken.number, "step": 1},
            "take-out": {"number": self.heated.number, "step": 1},
            "env-sample": sample, "env-sample-place": sample, "env-sample-skip": sample,
            "env-sample-stop": {**sample, "place": 2},
            "env-sample-correct": {"number": self.counted.number, "place": 3},
            "isolate-new": {"number": self.counted.number, "place": 3},
            "isolate-identify": {"number": self.isolate.number},
            **dict.fromkeys(("excursion", "excursion-acknowledge"), excursion),
            "excursion-close": {"number": self.known.number},
            **dict.fromkeys(("sampling-site", "sampling-site-alter", "sampling-site-end"), of_site),
            **dict.fromkeys(("sampling-plan-alter", "sampling-plan-end"), of_plan),
            **{name: {"room": self.room.code} for name in (
                "sampling-site-new", "sampling-plan-new", "channel-new",
            )},
            **{name: {"code": self.channel.code} for name in (
                "channel", "channel-data", "channel-readings", "channel-alter", "channel-end",
                "channel-fit",
            )},
            **{name: {"number": self.ingest.number} for name in ("ingest", "ingest-file")},
            "session-counts": {"pk": self.use.pk},
            **{name: {"number": self.drafted.number} for name in ("limit-set", "limit-set-adopt")},
        }  # fmt: skip

    @property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        first = self.waiting.samples.get(place=3)
        plan = {"name": "Weekly", "sites": [str(self.unused.pk)]}
        sent: dict[str, dict[str, Any]] = {
            "sampling-round-new": {"plan": str(self.plans[-1].pk)},
            "sampling-round-prints": {"person": str(self.person.pk)},
            "sampling-round-finish": {}, "sampling-round-close": {},
            "incubate": {**STEP, "incubator": str(ground.incubator().pk)},
            "take-out": {**STEP, "reason": "Tested"},
            "env-sample-place": {
                "plate": "PL-NEW", "container": ground.medium().code, "pressed_at": "",
            },
            "env-sample-stop": {"reason": "Tested", "pressed_at": ""},
            "env-sample-skip": {**WHY, "pressed_at": ""},
            "env-sample-correct": {**WHY, "parameter": "CONTACT_CFU", "counted": "26"},
            "isolate-new": {"look": "Yellow"},
            "isolate-identify": {"species": "Kocuria rhizophila", "method": "MALDI-TOF"},
            "plates": {f"count-{first.pk}-CONTACT_CFU": "1"},
            "excursion-acknowledge": {"version": self.excursion.version, "comment": "Seen"},
            "excursion-close": {"version": self.known.version, **WHY},
            "sampling-site-new": {**SITE, "code": "CR71-C8", "kind": "CONTACT"},
            "sampling-site-alter": {**SITE, **WHY, "version": 1},
            "sampling-site-end": {**WHY, "version": 1},
            "channel-new": {**CHANNEL, "code": "CR71-T2", "parameter": "TEMPERATURE", "place": ""},
            "channel-alter": {**CHANNEL, **WHY, "version": 1},
            "channel-end": {**WHY, "version": 1},
            "channel-fit": {**WHY, "version": 1, "instrument": str(ground.probe().pk)},
            "sampling-plan-new": {
                **plan, "code": "CR71-Z", "occupancy": "AT_REST", "purpose": "MONITORING",
                "steps": "30-35 °C 48-72 h",
            },
            "sampling-plan-alter": {**plan, **WHY, "version": 1},
            "sampling-plan-end": {**WHY, "version": 1},
            "limit-set-new": {"source": "PART_IV_2017", "alert_run": 3, **WHY},
            "limit-set-adopt": {
                "who": "as-{caller}", "secret": PASSWORD, "shown": content_hash(self.drafted),
                "effective_on": day_of(timezone.now()).isoformat(),
            },
            "level-new": {**LEVEL, "upper": "18", **WHY},
            "level-withdraw": {**LEVEL, **WHY},
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}
