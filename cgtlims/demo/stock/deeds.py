"""What people did with the stock: opened, thawed, used, issued, kept, placed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from cgtlims.demo.stock.tables import rows
from materials.commands.containers import (
    open_container,
    place_container,
    split_container,
    thaw_container,
)
from materials.commands.reservations import reserve_container
from materials.commands.stock import account_for_issue, issue_material, take_off, use_material
from materials.models import Container, Issue, MovementKind
from people.models import User

Deed = Callable[[Container, dict[str, Any], dict[str, Any]], object]


def do_deeds(users: dict[str, User], now: datetime) -> None:
    for row in rows("deeds"):
        signing = {"by": users[row["by"]], "at": now - span(row["ago"])}
        for container in _containers(row):
            DEEDS[row["do"]](container, row, signing)


def span(ago: int | str) -> timedelta:
    """So many days, or hours: 3, 6h."""
    text = str(ago)
    return timedelta(hours=int(text[:-1])) if text.endswith("h") else timedelta(days=int(text))


def container_of(lot: str, number: int) -> Container:
    return _of(lot)[number - 1]


def _of(lot: str) -> list[Container]:
    known = Container.objects.select_related("lot__material")
    named = known.filter(lot__supplier_lot=lot) | known.filter(lot__number=lot)
    return list(named.order_by("code"))


def _containers(row: dict[str, Any]) -> list[Container]:
    if row.get("all"):
        return _of(row["lot"])
    return [container_of(row["lot"], row.get("container", 1))]


def _amount(container: Container, row: dict[str, Any]) -> dict[str, Any]:
    amount = container.remaining if row.get("all") else Decimal(row["quantity"])
    return {"container": container, "quantity": amount}


def _use(container: Container, row: dict[str, Any], signing: dict[str, Any]) -> None:
    use_material(purpose=row["purpose"], **_amount(container, row), **signing)


def _issue(container: Container, row: dict[str, Any], signing: dict[str, Any]) -> None:
    issue_material(purpose=row["purpose"], **_amount(container, row), **signing)


def _return(container: Container, row: dict[str, Any], signing: dict[str, Any]) -> None:
    issue = Issue.objects.filter(container__lot=container.lot).latest("issued_at")
    account_for_issue(
        issue=issue, kind=MovementKind.RETURNED, quantity=Decimal(row["quantity"]), **signing
    )


def _reserve(container: Container, row: dict[str, Any], signing: dict[str, Any]) -> None:
    reserve_container(purpose=row["purpose"], **_amount(container, row), **signing)


def _split(container: Container, row: dict[str, Any], signing: dict[str, Any]) -> None:
    each = Decimal(row["quantity"])
    split_container(container=container, containers=row["containers"], each=each, **signing)


def _off(kind: MovementKind) -> Deed:
    def take(container: Container, row: dict[str, Any], signing: dict[str, Any]) -> None:
        take_off(kind=kind, reason=row["reason"], **_amount(container, row), **signing)

    return take


DEEDS: dict[str, Deed] = {
    "use": _use,
    "issue": _issue,
    "return": _return,
    "reserve": _reserve,
    "split": _split,
    "waste": _off(MovementKind.WASTED),
    "sample": _off(MovementKind.SAMPLED),
    "open": lambda container, row, signing: open_container(container=container, **signing),
    "thaw": lambda container, row, signing: thaw_container(container=container, **signing),
    "place": lambda container, row, signing: place_container(
        container=container, place=row["place"], **signing
    ),
}
