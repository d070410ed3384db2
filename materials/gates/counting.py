"""Who may say that the ledger is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from materials.amounts import amount_of
from materials.gates.amounts import amount_blockers
from materials.models import Container, Movement, MovementKind
from people.models import User
from people.permissions import Permission


@gate
def count_blockers(container: Container, *, counted: Decimal, by: User) -> Iterable[Blocker]:
    """A count that differs is corrected by somebody who moved nothing of the container since the
    last count, or by QA.
    """
    unit = container.lot.measured_in
    if counted:
        yield from amount_blockers(counted, unit, field="counted")
    if counted == container.remaining:
        yield Blocker(
            "COUNT_AGREES",
            _("The ledger says %(remaining)s too.")
            % {"remaining": amount_of(container.remaining, unit)},
            clears=_("There is nothing to correct."),
            field="counted",
        )
    if not by.may(Permission.RELEASE_LOT) and by.pk in _movers(container):
        yield Blocker(
            "OWN_WORK",
            _("You moved something of %(container)s since it was last counted.")
            % {"container": container},
            clears=_("Somebody else counts it, or QA."),
        )


def _movers(container: Container) -> set[object]:
    moved = Movement.objects.filter(container=container)
    count = moved.filter(kind=MovementKind.ADJUSTED).order_by("-id").first()
    since = moved.filter(pk__gt=count.pk) if count else moved
    return set(since.values_list("moved_by", flat=True))
