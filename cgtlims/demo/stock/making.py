"""What was made here: the cell banks, the vectors of them, and the first batch with its medium."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from batches.models import BatchRecord
from cgtlims.demo.execution import Diary
from cgtlims.demo.stock.receiving import DAY, Delivered
from cgtlims.demo.stock.tables import Came, rows
from integrity.signatures.meanings import Meaning
from materials.commands.containers import open_container, thaw_container
from materials.commands.making import Making, make_lot
from materials.commands.release import reject_lot
from materials.commands.stock import take_off, use_material
from materials.models import (
    Container,
    EdgeKind,
    Lot,
    LotKind,
    Material,
    MovementKind,
    Product,
)
from people.models import User

THAWING = timedelta(minutes=20)
MEDIUM, VECTOR, BEGUN = "4.3", "5.7", "1.8"


@dataclass(frozen=True)
class Floor:
    """Where things are made: the batch with its diary, and how deliveries are released."""

    batch: BatchRecord
    diary: Diary
    delivered: Delivered

    def when(self, step: str) -> tuple[User, datetime]:
        """Who performed a step of the batch, and when."""
        entry = self.diary.entries[step]
        at = self.diary.instant(entry["day"], entry["time"])
        return self.delivered.users[entry["by"]], at

    def make_banks_and_vectors(self) -> None:
        """As the table says: each of what was there, most released or rejected later."""
        begun = self.diary.instant(0, "07:30")
        for row in rows("made"):
            at = begun - row["days"] * DAY if "days" in row else self.since_now(row)
            lot = self.make(row, self.delivered.users["sdijkhof"], at)
            if "tested" in row:
                self.decide(lot, row, at + row["tested"] * DAY)

    def since_now(self, row: dict[str, Any]) -> datetime:
        before: int = row["before"]
        return self.delivered.now - before * DAY

    def make(self, row: dict[str, Any], by: User, at: datetime, purpose: str = "") -> Lot:
        taken = [(self.found(lot, at), Decimal(amount)) for lot, amount in row["of"].items()]
        for container, _amount in taken:
            if container.lot.material and container.lot.material.thaw_hours:
                thaw_container(container=container, by=by, at=at - THAWING)
        making = Making(
            of=_known(row["makes"]), kind=LotKind(row["kind"]), unit=row["unit"],
            containers=row["containers"], each=Decimal(row["each"]),
            expires_at=at + row["lasts"] * DAY if "lasts" in row else None,
        )  # fmt: skip
        return make_lot(
            making=making, taken=taken, how=EdgeKind(row["how"]), number=row["number"], by=by,
            at=at, purpose=purpose,
        )  # fmt: skip

    def decide(self, lot: Lot, row: dict[str, Any], at: datetime) -> None:
        if "reason" not in row:
            self.delivered.release(lot, f"COA-{row['number']}", at)
            return
        quality = self.delivered.users["mlindqvist"]
        known = self.delivered.pen.attest(lot, Meaning.REJECTED, by=quality, at=at)
        reject_lot(lot=lot, reason=row["reason"], by=quality, at=at, attested=known)

    def make_batch(self, deliveries: list[Came]) -> None:
        """Each step took what its record says, in the order in which it happened."""
        by, at = self.when(BEGUN)
        take_off(
            container=self.found("AP-0591", at), kind=MovementKind.SAMPLED, by=by, at=at,
            quantity=Decimal("1.5"), reason="Receipt sample S-11201",
        )  # fmt: skip
        medium, product = rows("made_for_batch")
        used = [(step, came.lot, taken) for came in deliveries for step, taken in came.uses.items()]
        used += [(step, medium["number"], taken) for step, taken in medium["uses"].items()]
        deeds = sorted([(self.when(step)[1], step, lot, taken) for step, lot, taken in used])
        by, made_at = self.when(MEDIUM)
        for when, step, lot, taken in [one for one in deeds if one[0] < made_at]:
            self.use(step, lot, taken, when)
        self.decide(self.make(medium, by, made_at, self.batch.number), medium, made_at + THAWING)
        by, at = self.when(VECTOR)
        for when, step, lot, taken in [one for one in deeds if one[0] >= made_at]:
            self.use(step, lot, taken, when)
        self.make(product, by, at, self.batch.number)

    def use(self, step: str, lot: str, taken: str, at: datetime) -> None:
        by, _at = self.when(step)
        container, quantity = self.found(lot, at, Decimal(taken)), Decimal(taken)
        material = container.lot.material
        if material is not None and material.open_hours and container.opened_at is None:
            open_container(container=container, by=by, at=at)
        use_material(
            container=container, quantity=quantity, purpose=self.batch.number, by=by, at=at
        )

    def found(self, lot: str, at: datetime, least: Decimal = Decimal("0.001")) -> Container:
        """The first container of the lot with so much in it that was not open for too long."""
        there = Container.objects.filter(remaining__gte=least).select_related("lot__material")
        named = there.filter(lot__supplier_lot=lot) | there.filter(lot__number=lot)
        fit = (one for one in named.order_by("code") if _is_good(one, at))
        return next(fit)


def _is_good(container: Container, at: datetime) -> bool:
    ends = (container.opened_until, container.thawed_until)
    return all(end is None or end > at for end in ends)


def _known(code: str) -> Material | Product:
    material = Material.objects.filter(code=code).first()
    return material or Product.objects.get(code=code)
