"""What came: ordered, received by operators, released or rejected by QA."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle

from cgtlims.demo.pen import Pen
from cgtlims.demo.stock.tables import Came, rows
from integrity.signatures.meanings import Meaning
from materials.commands.orders import close_order, order_material
from materials.commands.receipt import receive_lot
from materials.commands.release import reject_lot, release_lot
from materials.delivery import Delivery
from materials.models import ApprovedSource, Lot, Order
from people.models import Organisation, User
from people.models.qualification import day_of

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
RECEIVERS = ("jvermaat", "aowusu", "imolenaar", "sdijkhof")
SPONSOR = "NORTHLIGHT"


@dataclass
class Delivered:
    """Orders and deliveries of the demo, one after the other, by the days of its tables."""

    users: dict[str, User]
    pen: Pen
    now: datetime
    batches: dict[int, datetime]  # when they began

    def __post_init__(self) -> None:
        self.receivers = cycle(RECEIVERS)
        self.orders = 0
        self.owners = {one.code: one for one in Organisation.objects.all()}
        known = ApprovedSource.objects.select_related("material", "supplier").order_by("pk")
        self.sources = {(one.material.code, one.supplier.code): one for one in known}
        self.usual: dict[str, ApprovedSource] = {}
        for source in known:
            self.usual.setdefault(source.material.code, source)

    def all(self, deliveries: list[Came]) -> None:
        for came in sorted(deliveries, key=self.at):
            lot = self.receive(came)
            if came.state != "quarantine":
                self.decide(lot, came)

    def open_orders(self) -> None:
        """Of which nothing came yet; some were closed by hand."""
        for row in rows("orders"):
            at = self.now - row["before"] * DAY
            order = self.order(self.usual[row["material"]], Decimal(row["quantity"]), at)
            if "closed" in row:
                closed = self.now - row["closed"] * DAY
                by = self.users["lvandam"]
                close_order(order=order, reason=row["reason"], by=by, at=closed)

    def at(self, came: Came) -> datetime:
        if came.batch:
            return self.batches[came.batch] + HOUR / 2
        since = self.batches[1] if came.is_of_batch else self.now
        return since - came.came * DAY

    def receive(self, came: Came) -> Lot:
        at = self.at(came)
        source = self.sources.get((came.material, came.source)) or self.usual[came.material]
        delivery = Delivery(
            source=source, containers=came.containers, each=Decimal(came.each),
            order=self.order(source, came.ordered_quantity, at - 12 * DAY) if came.order else None,
            owner=self.owner(came), supplier_lot=came.lot, is_damaged=came.damaged, note=came.note,
            expires_on=self.last_day(came),
            coldest=_read(came.coldest, source.material.coldest, Decimal("1.2")),
            warmest=_read(came.warmest, source.material.warmest, Decimal("-1.6")),
            donation_code=came.code.format(last=self.last_day(came)), donor_code=came.donor,
            donor_tests=came.tests,
            collected_at=at - came.hours * HOUR if came.hours else None,
        )  # fmt: skip
        by = self.users[next(self.receivers)]
        return receive_lot(material=source.material, delivery=delivery, by=by, at=at)

    def order(self, source: ApprovedSource, quantity: Decimal, at: datetime) -> Order:
        self.orders += 1
        return order_material(
            source=source, number=f"PO-{at:%y}-{self.orders:03}", quantity=quantity,
            by=self.users["lvandam"], at=at, expected_on=day_of(at + 14 * DAY),
        )  # fmt: skip

    def last_day(self, came: Came) -> date | None:
        """Of a donation three days after it was collected."""
        if came.hours:
            return day_of(self.at(came) - came.hours * HOUR + 3 * DAY)
        return came.until or (
            day_of(self.now + came.expires * DAY) if came.expires is not None else None
        )

    def owner(self, came: Came) -> Organisation | None:
        code = came.owner or (SPONSOR if came.donor else "")
        return self.owners[code] if code else None

    def decide(self, lot: Lot, came: Came) -> None:
        """Human material at once, everything else after three days; some again later."""
        at = self.at(came) + (HOUR if came.donor else 3 * DAY)
        if came.state == "released" or came.after_release:
            self.release(lot, f"CoA {came.lot}", at, came.assessment)
        if came.state == "rejected":
            at = self.now - 9 * DAY if came.after_release else at
            known = self.pen.attest(lot, Meaning.REJECTED, by=self.users["mlindqvist"], at=at)
            reject_lot(
                lot=lot, reason=came.reason, by=self.users["mlindqvist"], at=at, attested=known
            )

    def release(self, lot: Lot, certificate: str, at: datetime, assessment: str = "") -> Lot:
        quality = self.users["mlindqvist"]
        known = self.pen.attest(lot, Meaning.APPROVED, by=quality, at=at)
        return release_lot(
            lot=lot, certificate=certificate, assessment=assessment, by=quality, at=at,
            attested=known,
        )  # fmt: skip


def _read(read: str, bound: Decimal | None, inside: Decimal) -> Decimal | None:
    """What the logger read; where nothing is said, a little inside of what is accepted."""
    if read:
        return Decimal(read)
    return bound + inside if bound is not None else None
