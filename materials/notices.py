"""What people are told of stock: lots that wait, holds, recalls, what ends and what runs low."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.models import AuditEvent
from materials.models import Container, Hold, Lot, LotStatus, Order, Recall
from materials.queries import below_level
from people.models import Severity, User
from people.models.qualification import day_of, end_of
from people.notifications.about import About, Due, of_facility
from people.notifications.kinds import contribute_due, notifies
from people.permissions import Permission

WARN = timedelta(days=30)


def may_read(user: User) -> bool:
    return of_facility(user) and user.may(Permission.VIEW_MATERIALS)


def page_of(name: str, key: object) -> Callable[[User], str]:
    """The page, for who may read stock."""
    return lambda user: reverse(name, args=[key]) if user.may(Permission.VIEW_MATERIALS) else ""


def received_lot(event: AuditEvent) -> About | None:
    """Until QA decided."""
    lot = Lot.objects.get(pk=event.subject_id)
    if lot.status != LotStatus.QUARANTINE:
        return None
    return About(code=lot.number, link=page_of("lot", lot.number), sees=may_read)


def placed_hold(event: AuditEvent) -> About | None:
    """Until it is lifted."""
    hold = Hold.objects.get(pk=event.subject_id)
    if hold.lifted_at is not None:
        return None
    return About(code=str(hold), link=page_of("hold", hold.number), sees=may_read)


def begun_recall(event: AuditEvent) -> About | None:
    """Until it is signed."""
    recall = Recall.objects.get(pk=event.subject_id)
    if recall.ended_at is not None:
        return None
    return About(
        code=str(recall), link=page_of("recall", recall.number),
        sees=lambda user: of_facility(user) and user.may(Permission.RECALL),
    )  # fmt: skip


def running_low(at: datetime) -> Iterator[Due]:
    """Below their reorder level, and nothing is on its way; told again after a later order."""
    for material, _left in below_level(at):
        orders = Order.objects.filter(lines__source__material=material).count()
        yield Due(
            key=f"{material.pk} {orders}", due_at=end_of(day_of(at)), code=material.code,
            link=page_of("material", material.code), sees=may_read,
        )  # fmt: skip


def ending_lots(at: datetime) -> Iterator[Due]:
    """Released lots with something left, 30 days before they expire or are tested again."""
    left = Exists(Container.objects.in_stock().filter(lot=OuterRef("pk")))
    lots = Lot.objects.filter(left, status=LotStatus.RELEASED)
    for name in ("expires_at", "retest_at"):
        soon = {f"{name}__gt": at, f"{name}__lte": at + WARN}
        for lot in lots.filter(**soon):
            end: datetime = getattr(lot, name)
            yield Due(
                key=f"{lot.pk} {name} {end:%Y-%m-%d}", due_at=end, code=lot.number,
                link=page_of("lot", lot.number), sees=may_read,
            )  # fmt: skip


notifies(
    "lot.received", title=_("Lot received, to be released"), severity=Severity.INFO,
    about=received_lot,
)  # fmt: skip
notifies("hold.placed", title=_("Hold placed"), severity=Severity.ALARM, about=placed_hold)
notifies("recall.begun", title=_("Recall begun"), severity=Severity.ALARM, about=begun_recall)
contribute_due(
    "material.low", title=_("Material runs low"), severity=Severity.DUE, source=running_low
)
contribute_due("lot.ends", title=_("Lot ends soon"), severity=Severity.DUE, source=ending_lots)
